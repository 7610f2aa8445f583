package io.buddychat.graphql;

import com.fasterxml.jackson.core.io.SerializedString;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import io.buddychat.domain.inbox.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How an operation is answered: what each place of its document means, with fragments spread,
/// fields merged, directives obeyed and arguments read, all of it once, however many objects are
/// asked there.
///
/// Places are thought through when the first object comes to them; what nobody comes to costs
/// nothing. The plan depends on the document and the variables alone, so that a subscription has
/// one plan for all its events, and those that ask alike [share][Plans] it. Any thread may use it.
final class Plan {

  /// No scalar of ours looks at it, and to make one each time is dear.
  private static final GraphQLContext NO_CONTEXT = GraphQLContext.getDefault();

  private final Fields fields;
  private final GraphQLSchema schema;
  private final Map<String, FragmentDefinition> fragments;
  private final CoercedVariables variables;
  private final Locale locale;
  private final FieldCollector collector = new FieldCollector();
  private final List<Step> top;

  /// The operations whose events look different to each who is told of them.
  private final Set<Operation> personal = ConcurrentHashMap.newKeySet(1);

  /// @param variables those that the places to be walked need
  /// @param asked the fields at the top of the operation, as far as they are to be walked
  Plan(
      Fields fields,
      ExecutionContext execution,
      CoercedVariables variables,
      GraphQLObjectType root,
      MergedSelectionSet asked) {
    this.fields = fields;
    this.schema = execution.getGraphQLSchema();
    this.fragments = execution.getFragmentsByName();
    this.variables = variables;
    this.locale = execution.getLocale();
    this.top = steps(root, asked);
  }

  /// What is asked for at the top of the operation.
  List<Step> top() {
    return top;
  }

  /// Whether events of this operation have been found to look different to each who is told.
  boolean isPersonal(Operation operation) {
    return personal.contains(operation);
  }

  void notePersonal(Operation operation) {
    personal.add(operation);
  }

  /// One field to be answered.
  ///
  /// @param key under which the answer has it, ready to be written
  /// @param field as the document has it, perhaps several times
  /// @param arguments fail if they cannot be read
  record Step(
      SerializedString key,
      MergedField field,
      Fields.Line line,
      Supplier<Map<String, @Nullable Object>> arguments,
      Shape shape) {

    Fields.Answer<@Nullable Object> answer() {
      return line.answer();
    }

    /// This field's way of being answered, for any number of objects.
    Call call(RequestContext context, Loading loading) {
      return new Call(context, loading, arguments);
    }

    /// Whether anything may have to be read for it: a leaf shows what its object has.
    boolean reads() {
      return !(shape instanceof Shape.Leaf);
    }
  }

  private List<Step> steps(GraphQLObjectType type, MergedSelectionSet asked) {
    return asked.getSubFieldsList().stream().map(field -> step(type, field)).toList();
  }

  private Step step(GraphQLObjectType type, MergedField field) {
    Field first = field.getSingleField();
    GraphQLFieldDefinition definition = Introspection.getFieldDef(schema, type, first.getName());
    Fields.Line line =
        first.getName().equals(Introspection.TypeNameMetaFieldDef.getName())
            ? new Fields.Line((source, call) -> type.getName(), Fields.Whose.EVERYBODYS)
            : fields.line(type.getName(), first.getName());
    return new Step(
        new SerializedString(first.getResultKey()),
        field,
        line,
        arguments(definition, first),
        shape(definition.getType(), field, true));
  }

  /// What cannot be read is told by the first who looks at it.
  @SuppressWarnings("NullAway") // arguments that were given as null are null
  private Supplier<Map<String, @Nullable Object>> arguments(
      GraphQLFieldDefinition definition, Field field) {
    if (definition.getArguments().isEmpty()) {
      return Map::of;
    }
    try {
      Map<String, @Nullable Object> given =
          ValuesResolver.getArgumentValues(
              schema.getCodeRegistry(),
              definition.getArguments(),
              field.getArguments(),
              variables,
              NO_CONTEXT,
              locale);
      return () -> given;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }

  private Shape shape(GraphQLType type, MergedField field, boolean nullable) {
    return switch (type) {
      case GraphQLNonNull required -> shape(required.getWrappedType(), field, false);
      case GraphQLList list -> new Shape.Items(nullable, shape(list.getWrappedType(), field, true));
      case GraphQLScalarType scalar ->
          new Shape.Leaf(
              nullable, value -> scalar.getCoercing().serialize(value, NO_CONTEXT, locale));
      case GraphQLEnumType values ->
          new Shape.Leaf(nullable, value -> values.serialize(value, NO_CONTEXT, locale));
      case GraphQLObjectType object -> members(nullable, field, _ -> object.getName());
      case GraphQLInterfaceType one -> members(nullable, field, oneOf(one));
      case GraphQLUnionType one -> members(nullable, field, oneOf(one));
      default -> throw new IllegalStateException("no type of an answer: " + type);
    };
  }

  private Function<Object, String> oneOf(GraphQLNamedOutputType type) {
    return value -> fields.typeName(type.getName(), value);
  }

  private Shape members(boolean nullable, MergedField field, Function<Object, String> typeName) {
    return new Shape.Members(nullable, typeName, name -> below(field, name));
  }

  /// What is asked for below a field, of objects of one type.
  private List<Step> below(MergedField field, String typeName) {
    GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(typeName));
    FieldCollectorParameters parameters =
        FieldCollectorParameters.newParameters()
            .schema(schema)
            .objectType(type)
            .fragments(fragments)
            .variables(variables.toMap())
            .graphQLContext(NO_CONTEXT)
            .build();
    return steps(type, collector.collectFields(parameters, field));
  }
}
