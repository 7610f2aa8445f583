package io.buddychat.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Collects what stands behind each field of the schema, one line a field.
final class Fields {

  /// Answers a field.
  ///
  /// @param <S> the Java value of the type that the field belongs to
  @FunctionalInterface
  interface Answer<S> {
    @Nullable Object of(S source, Call call);
  }

  private final Meter meter;
  private final Map<String, Map<String, DataFetcher<?>>> byType = new HashMap<>();

  /// @param meter is told how long the fields of the root types take
  Fields(Meter meter) {
    this.meter = meter;
  }

  /// A type whose fields are told one after another.
  <S> Type<S> type(String name, Class<S> source) {
    return new Type<>(
        byType.computeIfAbsent(name, key -> new HashMap<>()), source, (field, fetcher) -> fetcher);
  }

  /// One of the three root types, which have no source.
  Type<Void> root(String name) {
    Map<String, DataFetcher<?>> fetchers = byType.computeIfAbsent(name, key -> new HashMap<>());
    return new Type<>(
        fetchers, Void.class, (field, fetcher) -> metered(name + "." + field, fetcher));
  }

  /// What is asked of a loader is done when the loader has answered.
  private DataFetcher<?> metered(String field, DataFetcher<?> fetcher) {
    return environment -> {
      long begun = System.nanoTime();
      boolean later = false;
      try {
        Object answer = fetcher.get(environment);
        if (answer instanceof CompletionStage<?> stage) {
          later = true;
          return stage.whenComplete((_, _) -> meter.resolved(field, System.nanoTime() - begun));
        }
        return answer;
      } finally {
        if (!later) {
          meter.resolved(field, System.nanoTime() - begun);
        }
      }
    };
  }

  /// A type whose fields are the entries of a map: what a mutation answers.
  void payload(String name, List<String> fields) {
    Map<String, DataFetcher<?>> fetchers = byType.computeIfAbsent(name, key -> new HashMap<>());
    for (String field : fields) {
      fetchers.put(
          field,
          environment -> {
            Map<String, ?> payload = Objects.requireNonNull(environment.getSource());
            return payload.get(field);
          });
    }
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

  void wire(RuntimeWiring.Builder wiring) {
    byType.forEach(
        (type, fields) -> wiring.type(type, builder -> builder.dataFetchers(untyped(fields))));
  }

  @SuppressWarnings("rawtypes") // graphql-java's own signature
  private static Map<String, DataFetcher> untyped(Map<String, DataFetcher<?>> fields) {
    return new HashMap<>(fields);
  }

  /// Stops the start when a field of the schema has no line, or a line has no field.
  void check(GraphQLSchema schema) {
    TreeSet<String> wrong = new TreeSet<>();
    for (var type : schema.getAllTypesAsList()) {
      if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
        Map<String, DataFetcher<?>> told = byType.getOrDefault(object.getName(), Map.of());
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

    private final Map<String, DataFetcher<?>> fetchers;
    private final Class<S> source;
    private final BiFunction<String, DataFetcher<?>, DataFetcher<?>> around;

    private Type(
        Map<String, DataFetcher<?>> fetchers,
        Class<S> source,
        BiFunction<String, DataFetcher<?>, DataFetcher<?>> around) {
      this.fetchers = fetchers;
      this.source = source;
      this.around = around;
    }

    /// Says what stands behind a field.
    @SuppressWarnings("NullAway") // root types have no source; their answers do not look at it
    Type<S> field(String name, Answer<S> answer) {
      DataFetcher<?> fetcher =
          source == Void.class
              ? environment -> answer.of(null, new Call(environment))
              : environment ->
                  answer.of(source.cast(environment.getSource()), new Call(environment));
      if (fetchers.put(name, around.apply(name, fetcher)) != null) {
        throw new IllegalStateException("two lines for the field " + name);
      }
      return this;
    }
  }
}
