package io.buddychat.graphql;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collects what stands behind each field of the schema, one line a field.
final class Fields {

  /// Answers a field: with its value, or [Later].
  ///
  /// @param <S> the Java value of the type that the field belongs to
  @FunctionalInterface
  interface Answer<S> {
    @Nullable Object of(S source, Call call);
  }

  /// Who is given the same answer.
  enum Whose {
    /// All who look at the same thing are: whose copy of it they look at, and who they are, does
    /// not matter.
    EVERYBODYS,
    /// The owner of a copy is: a leaf that tells of their copy and nothing else.
    OWNERS,
    /// Who asks is, perhaps nobody else.
    VIEWERS
  }

  /// What stands behind a field.
  ///
  /// @param id how its answer is told, if it is an id of the owner's, which is written faster than
  ///   it is answered
  record Line(Answer<@Nullable Object> answer, Whose whose, Optional<Function<Object, Opaque>> id) {

    Line(Answer<@Nullable Object> answer, Whose whose) {
      this(answer, whose, Optional.empty());
    }
  }

  private final Meter meter;
  private final Map<String, Map<String, Line>> byType = new HashMap<>();
  private final Map<String, Function<Object, String>> names = new HashMap<>();

  /// @param meter is told how long the fields of the root types take
  Fields(Meter meter) {
    this.meter = meter;
  }

  /// A type whose fields are told one after another.
  <S> Type<S> type(String name, Class<S> source) {
    return new Type<>(
        byType.computeIfAbsent(name, key -> new HashMap<>()), source, (field, answer) -> answer);
  }

  /// One of the three root types, which have no source.
  Type<Void> root(String name) {
    return new Type<>(
        byType.computeIfAbsent(name, key -> new HashMap<>()),
        Void.class,
        (field, answer) -> metered(name + "." + field, answer));
  }

  /// What is asked of a loader is done when the loader has answered.
  private Answer<@Nullable Object> metered(String field, Answer<@Nullable Object> answer) {
    return (source, call) -> {
      long begun = System.nanoTime();
      boolean later = false;
      try {
        Object value = answer.of(source, call);
        if (value instanceof Later<?> promised) {
          later = true;
          return promised.whenDone(() -> meter.resolved(field, System.nanoTime() - begun));
        }
        return value;
      } finally {
        if (!later) {
          meter.resolved(field, System.nanoTime() - begun);
        }
      }
    };
  }

  /// A type whose fields are the entries of a map: what a mutation answers.
  void payload(String name, List<String> fields) {
    Map<String, Line> lines = byType.computeIfAbsent(name, key -> new HashMap<>());
    for (String field : fields) {
      lines.put(
          field,
          new Line(
              (source, call) -> ((Map<?, ?>) Objects.requireNonNull(source)).get(field),
              Whose.VIEWERS));
    }
  }

  /// An interface or a union: which of its types a Java value is of.
  <S> void oneOf(String name, Class<S> source, Function<S, String> typeName) {
    names.put(name, value -> typeName.apply(source.cast(value)));
  }

  /// The connection and edge types of a node type.
  void connectionOf(String nodeType) {
    type(nodeType + "Connection", Connections.Connection.class)
        .field("edges", (connection, call) -> connection.edges())
        .field("pageInfo", (connection, call) -> connection.pageInfo());
    type(nodeType + "Edge", Connections.Edge.class)
        .field("cursor", (edge, call) -> edge.cursor())
        .field("node", (edge, call) -> edge.node());
  }

  /// What stands behind a field.
  Line line(String type, String field) {
    return Objects.requireNonNull(byType.getOrDefault(type, Map.of()).get(field));
  }

  /// How a field is answered.
  Answer<@Nullable Object> answer(String type, String field) {
    return line(type, field).answer();
  }

  /// The name of the type that a value of an interface or a union is of.
  String typeName(String oneOf, Object value) {
    return Objects.requireNonNull(names.get(oneOf)).apply(value);
  }

  /// The engine is told what is of which type. It asks for no field: [Walk] does.
  void wire(RuntimeWiring.Builder wiring) {
    names.forEach(
        (oneOf, name) ->
            wiring.type(
                oneOf,
                type ->
                    type.typeResolver(
                        environment ->
                            Objects.requireNonNull(environment.getSchema())
                                .getObjectType(
                                    name.apply(Objects.requireNonNull(environment.getObject()))))));
  }

  /// Stops the start when a field of the schema has no line, or a line has no field.
  void check(GraphQLSchema schema) {
    TreeSet<String> wrong = new TreeSet<>();
    for (var type : schema.getAllTypesAsList()) {
      if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
        Map<String, Line> told = byType.getOrDefault(object.getName(), Map.of());
        object.getFieldDefinitions().stream()
            .filter(field -> !told.containsKey(field.getName()))
            .forEach(field -> wrong.add(object.getName() + "." + field.getName()));
        told.keySet().stream()
            .filter(field -> object.getFieldDefinition(field) == null)
            .forEach(field -> wrong.add(object.getName() + "." + field + " (not in the schema)"));
      }
    }
    byType.keySet().stream().filter(type -> schema.getObjectType(type) == null).forEach(wrong::add);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("fields that nothing stands behind: " + wrong);
    }
  }

  /// The fields of one type.
  static final class Type<S> {

    private final Map<String, Line> lines;
    private final Class<S> source;
    private final BiFunction<String, Answer<@Nullable Object>, Answer<@Nullable Object>> around;

    private Type(
        Map<String, Line> lines,
        Class<S> source,
        BiFunction<String, Answer<@Nullable Object>, Answer<@Nullable Object>> around) {
      this.lines = lines;
      this.source = source;
      this.around = around;
    }

    /// Says what stands behind a field. Nothing is said of who else would be given the same.
    Type<S> field(String name, Answer<S> answer) {
      return add(name, answer, Whose.VIEWERS);
    }

    /// Says what stands behind a field that all are answered alike who look at the same thing,
    /// whoever's copy of it they have. An event may be [drawn][Stencil] for many by the answer that
    /// nobody in particular is given, so one that asks for the viewer has no answer then.
    Type<S> shared(String name, Answer<S> answer) {
      return add(name, answer, Whose.EVERYBODYS);
    }

    /// Says what stands behind a leaf that tells of the owner's own copy: all that it looks at is
    /// its source.
    Type<S> own(String name, Function<S, @Nullable Object> answer) {
      return add(name, (value, call) -> answer.apply(value), Whose.OWNERS);
    }

    /// Says what id stands behind such a leaf.
    Type<S> ownId(String name, Function<S, Opaque> id) {
      Type<S> type = own(name, value -> id.apply(value).text());
      lines.computeIfPresent(
          name,
          (_, line) ->
              new Line(
                  line.answer(), line.whose(), Optional.of(value -> id.apply(source.cast(value)))));
      return type;
    }

    @SuppressWarnings("NullAway") // root types have no source; their answers do not look at it
    private Type<S> add(String name, Answer<S> answer, Whose whose) {
      Answer<@Nullable Object> any = (value, call) -> answer.of(source.cast(value), call);
      if (lines.put(name, new Line(around.apply(name, any), whose)) != null) {
        throw new IllegalStateException("two lines for the field " + name);
      }
      return this;
    }
  }
}
