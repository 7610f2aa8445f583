package io.buddychat.graphql;

import graphql.execution.CoercedVariables;
import graphql.introspection.Introspection;
import graphql.introspection.IntrospectionQueryBuilder;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What an operation costs, known before it runs.
///
/// A leaf costs 1, an object 2, an argument as much as it has values. What is in a list costs as
/// often as the list can be long: a connection's page is as long as `first` or `last` say, 20 when
/// neither does; a page with a number is as long as its `limit`; `nodes` as long as the ids given;
/// what is answered for each of several `inputs` as long as those; any other list is held to be 10
/// long. What a page with a number passes over costs a tenth. What `@skip` and `@include` leave out
/// is counted too.
///
/// Questions about the schema are counted apart, for all their answers together are of one size:
/// they may cost half as much again as the fullest introspection that tools send.
///
/// ## How
///
/// Each fragment is counted once for each page size it is met with, and sums stop at
/// [Long#MAX_VALUE], so that a document which doubles itself sixty times is counted in no time.
final class Cost {

  private static final int OBJECT = 2;
  private static final int SOME = 10;
  private static final int PASSED_OVER = 10;
  private static final int TYPE_DEPTH = 9;

  private final GraphQLSchema schema;
  private final Map<String, Integer> sizes;
  private final long mostIntrospection;

  Cost(GraphQLSchema schema) {
    this.schema = schema;
    this.sizes = introspectionSizes(schema);
    this.mostIntrospection = fullestIntrospection() * 3 / 2;
  }

  /// What an operation costs.
  ///
  /// @param data what is asked for of people's things
  /// @param schema what is asked for of the schema
  record Price(long data, long schema) {}

  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long product(long one, long other) {
    return Math.multiplyHigh(one, other) == 0 && one * other >= 0 ? one * other : Long.MAX_VALUE;
  }

  /// What questions about the schema may cost.
  long mostIntrospection() {
    return mostIntrospection;
  }

  Price of(
      OperationDefinition operation,
      Map<String, FragmentDefinition> fragments,
      CoercedVariables variables) {
    GraphQLObjectType root =
        Objects.requireNonNull(
            switch (operation.getOperation()) {
              case QUERY -> schema.getQueryType();
              case MUTATION -> schema.getMutationType();
              case SUBSCRIPTION -> schema.getSubscriptionType();
            });
    Counting counting = new Counting(fragments, variables);
    long data = counting.set(operation.getSelectionSet(), root, SOME);
    return new Price(data, counting.introspection);
  }

  /// How long the lists of the schema's description of itself are, on the average.
  private static Map<String, Integer> introspectionSizes(GraphQLSchema schema) {
    int types = schema.getAllTypesAsList().size();
    int fields =
        schema.getAllTypesAsList().stream()
            .mapToInt(type -> type instanceof GraphQLObjectType o ? o.getFields().size() : 0)
            .sum();
    return Map.of(
        "__Schema.types",
        types,
        "__Schema.directives",
        schema.getDirectives().size(),
        "__Type.fields",
        fields / types + 1);
  }

  private long fullestIntrospection() {
    String query =
        IntrospectionQueryBuilder.build(
            IntrospectionQueryBuilder.Options.defaultOptions()
                .descriptions(true)
                .specifiedByUrl(true)
                .isOneOf(true)
                .directiveIsRepeatable(true)
                .schemaDescription(true)
                .inputValueDeprecation(true)
                .typeRefFragmentDepth(TYPE_DEPTH));
    var document = Parser.parse(query);
    Map<String, FragmentDefinition> fragments = new HashMap<>();
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    OperationDefinition operation =
        document.getDefinitionsOfType(OperationDefinition.class).getFirst();
    return of(operation, fragments, CoercedVariables.emptyVariables()).schema();
  }

  /// A fragment on a connection costs by the size of its page.
  private record Spread(String fragment, long page) {}

  /// The counting of one operation.
  private final class Counting {

    private final Map<String, FragmentDefinition> fragments;
    private final CoercedVariables variables;
    private final Map<Spread, Long> known = new HashMap<>();
    private long introspection;

    Counting(Map<String, FragmentDefinition> fragments, CoercedVariables variables) {
      this.fragments = fragments;
      this.variables = variables;
    }

    /// @param page how long the lists of this type are, if it is a connection
    long set(@Nullable SelectionSet set, GraphQLCompositeType type, long page) {
      long cost = 0;
      if (set != null) {
        for (Selection<?> selection : set.getSelections()) {
          cost =
              sum(
                  cost,
                  switch (selection) {
                    case Field field -> field(field, type, page);
                    case InlineFragment inline -> {
                      TypeName condition = inline.getTypeCondition();
                      yield set(
                          inline.getSelectionSet(),
                          condition == null ? type : composite(condition),
                          page);
                    }
                    case FragmentSpread spread -> spread(spread, page);
                    default ->
                        throw new IllegalStateException("an unknown selection: " + selection);
                  });
        }
      }
      return cost;
    }

    private long spread(FragmentSpread spread, long page) {
      Spread key = new Spread(spread.getName(), page);
      Long cost = known.get(key);
      if (cost == null) {
        FragmentDefinition fragment = Objects.requireNonNull(fragments.get(spread.getName()));
        cost = set(fragment.getSelectionSet(), composite(fragment.getTypeCondition()), page);
        known.put(key, cost);
      }
      return cost;
    }

    private GraphQLCompositeType composite(TypeName name) {
      return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(name.getName()));
    }

    private long field(Field field, GraphQLCompositeType parent, long page) {
      GraphQLFieldDefinition definition =
          Introspection.getFieldDef(schema, parent, field.getName());
      long each = 1;
      if (GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type) {
        each = sum(OBJECT, set(field.getSelectionSet(), type, below(field, definition)));
      }
      long own = values(field) + passedOver(field, definition);
      long cost = sum(own, product(length(field, definition, parent, page), each));
      if (RootFields.introspects(field)) {
        introspection = sum(introspection, cost);
        return 1;
      }
      return cost;
    }

    /// How long the lists right below a field are.
    private long below(Field field, GraphQLFieldDefinition definition) {
      if (definition.getArgument(Inputs.ARGUMENT) != null) {
        return Inputs.count(field, variables);
      }
      if (definition.getArgument("limit") != null) {
        return limit(field);
      }
      return definition.getArgument("first") == null ? SOME : pageSize(field);
    }

    private long limit(Field field) {
      return Math.clamp(
          number(field, "limit").orElse(NumberedPage.DEFAULT_LIMIT), 1, Connections.LARGEST_SIZE);
    }

    /// Numbers that are too large are refused, and cost no more than the largest.
    private long passedOver(Field field, GraphQLFieldDefinition definition) {
      return definition.getArgument("limit") == null
          ? 0
          : Math.clamp(
                  (number(field, "page").orElse(1) - 1L) * limit(field), 0, NumberedPage.FURTHEST)
              / PASSED_OVER;
    }

    /// A page that is too long is refused where it is asked for, so it costs no more than the
    /// longest.
    private long pageSize(Field field) {
      int asked =
          number(field, "first")
              .orElseGet(() -> number(field, "last").orElse(Connections.DEFAULT_SIZE));
      return Math.clamp(asked, 1, Connections.LARGEST_SIZE);
    }

    private long length(
        Field field, GraphQLFieldDefinition definition, GraphQLCompositeType parent, long page) {
      if (!GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()))) {
        return 1;
      }
      if (Introspection.isIntrospectionTypes(parent)) {
        return sizes.getOrDefault(parent.getName() + "." + field.getName(), 1);
      }
      return definition.getArgument("ids") == null ? page : 1L + values(field);
    }

    private OptionalInt number(Field field, String argument) {
      for (Argument given : field.getArguments()) {
        if (given.getName().equals(argument)) {
          return switch (given.getValue()) {
            case IntValue literal -> OptionalInt.of(literal.getValue().intValue());
            case VariableReference variable ->
                variables.get(variable.getName()) instanceof Integer number
                    ? OptionalInt.of(number)
                    : OptionalInt.empty();
            default -> OptionalInt.empty();
          };
        }
      }
      return OptionalInt.empty();
    }

    /// How many values the lists in the arguments hold.
    private long values(Field field) {
      long values = 0;
      for (Argument argument : field.getArguments()) {
        values += values(argument.getValue());
      }
      return values;
    }

    /// Loops, for what is nested as deep as a document can be is nested as deep on the stack.
    private long values(Value<?> value) {
      long values = 0;
      switch (value) {
        case ArrayValue array -> {
          for (Value<?> each : array.getValues()) {
            values += 1 + values(each);
          }
        }
        case ObjectValue object -> {
          for (ObjectField each : object.getObjectFields()) {
            values += values(each.getValue());
          }
        }
        case VariableReference variable -> values = given(variables.get(variable.getName()));
        default -> {}
      }
      return values;
    }

    private static long given(@Nullable Object value) {
      long values = 0;
      if (value instanceof Collection<?> many) {
        for (Object each : many) {
          values += 1 + given(each);
        }
      } else if (value instanceof Map<?, ?> object) {
        for (Object each : object.values()) {
          values += given(each);
        }
      }
      return values;
    }
  }
}
