package io.buddychat.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Documents of all kinds that a schema allows: fields with arguments, literal or by variables,
/// aliases, fields that are merged, fragments within fragments, interfaces and unions, `@skip` and
/// `@include`. The same seed makes the same documents.
final class RandomDocuments {

  /// A document and its variables.
  record Asked(String document, Map<String, Object> variables) {}

  private static final int DEEPEST = 5;

  private final GraphQLSchema schema;
  private final List<String> ids;
  private final List<String> cursors;
  private final Set<String> leftOut;
  private final Random random;

  private final Set<String> used = new TreeSet<>();
  private Map<String, Object> variables = new LinkedHashMap<>();
  private List<String> declared = new ArrayList<>();
  private List<String> fragments = new ArrayList<>();
  private int names;

  /// @param ids what arguments that are ids may be
  /// @param cursors what arguments that are cursors may be
  /// @param leftOut fields that are not asked for, as `Type.field`
  RandomDocuments(
      GraphQLSchema schema,
      List<String> ids,
      List<String> cursors,
      Set<String> leftOut,
      long seed) {
    this.schema = schema;
    this.ids = ids;
    this.cursors = cursors;
    this.leftOut = leftOut;
    this.random = new Random(seed);
  }

  /// The fields that occurred so far, as `Type.field`.
  Set<String> used() {
    return used;
  }

  Asked query() {
    return operation("query", schema.getQueryType(), 1 + random.nextInt(4));
  }

  Asked mutation() {
    return operation("mutation", schema.getMutationType(), 1 + random.nextInt(3));
  }

  /// Of this field.
  Asked subscription(String field) {
    begin();
    GraphQLFieldDefinition definition = schema.getSubscriptionType().getFieldDefinition(field);
    return document("subscription", "{ " + field("Subscription", definition, field, "", 1) + " }");
  }

  private Asked operation(String kind, GraphQLObjectType root, int most) {
    begin();
    return document(kind, "{ " + selections(root, 0, most, "") + " }");
  }

  private void begin() {
    variables = new HashMap<>();
    declared = new ArrayList<>();
    fragments = new ArrayList<>();
    names = 0;
  }

  private Asked document(String kind, String selection) {
    String head = declared.isEmpty() ? "" : "(" + String.join(", ", declared) + ")";
    return new Asked(
        kind + " Q" + head + " " + selection + " " + String.join(" ", fragments), variables);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String name(String beginning) {
    return beginning + names++;
  }

  private String set(GraphQLCompositeType type, int depth, String keys) {
    return "{ " + selections(type, depth, 1 + random.nextInt(4), keys) + " }";
  }

  /// @param keys what all response keys begin with: types that are alternatives may have fields of
  ///   one name and different types
  private String selections(GraphQLCompositeType type, int depth, int most, String keys) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      parts.add(part(type, depth, keys));
    }
    return String.join(" ", parts);
  }

  private String part(GraphQLCompositeType type, int depth, String keys) {
    if (chance(12) && depth < DEEPEST) {
      return fragment(type.getName(), directive() + set(type, depth + 1, keys));
    }
    if (!(type instanceof GraphQLObjectType object)) {
      GraphQLObjectType one = oneOf(alternatives(type));
      return chance(15)
          ? keys + "kind: __typename"
          : fragment(one.getName(), directive() + set(one, depth + 1, one.getName() + "_"));
    }
    List<GraphQLFieldDefinition> fields =
        object.getFieldDefinitions().stream()
            .filter(field -> !leftOut.contains(object.getName() + "." + field.getName()))
            .filter(field -> depth < DEEPEST || isLeaf(field))
            .toList();
    if (fields.isEmpty() || (chance(6) && depth > 0)) {
      return keys + "kind: __typename" + directive();
    }
    List<GraphQLFieldDefinition> fresh =
        fields.stream()
            .filter(field -> !used.contains(object.getName() + "." + field.getName()))
            .toList();
    GraphQLFieldDefinition field = oneOf(fresh.isEmpty() || chance(30) ? fields : fresh);
    boolean plain = field.getArguments().isEmpty() && !chance(20);
    String key = plain ? keys + field.getName() : name(keys + "k");
    return field(object.getName(), field, key, directive(), depth + 1);
  }

  private List<GraphQLObjectType> alternatives(GraphQLCompositeType type) {
    return schema.getAllTypesAsList().stream()
        .filter(GraphQLObjectType.class::isInstance)
        .map(GraphQLObjectType.class::cast)
        .filter(object -> schema.isPossibleType((GraphQLNamedType) type, object))
        .toList();
  }

  private static boolean isLeaf(GraphQLFieldDefinition field) {
    return !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType);
  }

  /// Now and then twice, so that the two are merged.
  private String field(
      String type, GraphQLFieldDefinition field, String key, String directive, int depth) {
    used.add(type + "." + field.getName());
    String head = key + ": " + field.getName() + arguments(field) + directive;
    if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType below)) {
      return head;
    }
    String once = head + " " + set(below, depth, "");
    return chance(10) ? once + " " + head + " " + set(below, depth, "") : once;
  }

  private String fragment(String type, String rest) {
    if (chance(50)) {
      return "... on " + type + " " + rest;
    }
    String name = name("F");
    int set = rest.indexOf('{');
    fragments.add("fragment " + name + " on " + type + " " + rest.substring(set));
    return "..." + name + rest.substring(0, set);
  }

  private String directive() {
    if (!chance(8)) {
      return "";
    }
    boolean value = random.nextBoolean();
    return (chance(50) ? " @include" : " @skip")
        + "(if: "
        + (chance(50) ? variable("Boolean!", value) : "" + value)
        + ") ";
  }

  private String variable(String type, Object value) {
    String name = name("v");
    declared.add("$" + name + ": " + type);
    variables.put(name, value);
    return "$" + name;
  }

  private String arguments(GraphQLFieldDefinition field) {
    List<String> given =
        field.getArguments().stream()
            .filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType()) || chance(30))
            .map(this::argument)
            .toList();
    return given.isEmpty() ? "" : "(" + String.join(", ", given) + ")";
  }

  private String argument(GraphQLArgument argument) {
    Object value = value(argument.getType(), argument.getName());
    if (!chance(40)) {
      return argument.getName() + ": " + literal(argument.getType(), value);
    }
    String type = GraphQLTypeUtil.simplePrint(argument.getType());
    String variable = variable(type, value);
    if (type.endsWith("!") && chance(15)) {
      // A default lets the variable be nullable; that null is given all the same is found out late.
      String name = variable.substring(1);
      declared.removeLast();
      declared.add(
          "$"
              + name
              + ": "
              + type.substring(0, type.length() - 1)
              + " = "
              + literal(argument.getType(), value));
      if (chance(50)) {
        variables.put(name, null);
      } else {
        variables.remove(name);
      }
    } else if (!type.endsWith("!") && chance(20)) {
      variables.remove(variable.substring(1));
    }
    return argument.getName() + ": " + variable;
  }

  private Object value(GraphQLInputType type, String name) {
    return switch (type) {
      case GraphQLNonNull required -> value((GraphQLInputType) required.getWrappedType(), name);
      case GraphQLList list -> {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          values.add(value((GraphQLInputType) list.getWrappedType(), name));
        }
        yield values;
      }
      case GraphQLEnumType values -> oneOf(values.getValues()).getName();
      case GraphQLInputObjectType object -> {
        Map<String, Object> members = new LinkedHashMap<>();
        object
            .getFieldDefinitions()
            .forEach(member -> members.put(member.getName(), value(member.getType(), "")));
        yield members;
      }
      case GraphQLScalarType scalar ->
          switch (scalar.getName()) {
            case "Boolean" -> random.nextBoolean();
            case "Int" -> oneOf(List.of(0, 1, 2, 3, 5, -1, 200));
            case "ID" -> oneOf(ids);
            default -> name.equals("after") || name.equals("before") ? oneOf(cursors) : text(name);
          };
      default -> throw new IllegalStateException("no type of an argument: " + type);
    };
  }

  private String text(String name) {
    return switch (name) {
      case "username" -> oneOf(List.of("a", "alice", "boris", "newcomer" + names));
      case "password", "oldPassword", "newPassword" -> oneOf(List.of("Passw0rd", "x"));
      case "email" -> "newcomer" + names + "@example.org";
      default -> oneOf(List.of("", "A", "Tea at five", "12345678"));
    };
  }

  private String literal(GraphQLType type, Object value) {
    return switch (value) {
      case List<?> values ->
          values.stream()
              .map(each -> literal(GraphQLTypeUtil.unwrapAll(type), each))
              .collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> members ->
          members.entrySet().stream()
              .map(member -> member.getKey() + ": " + literal(type, member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case String text when GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLEnumType -> text;
      case String text -> '"' + text + '"';
      default -> value.toString();
    };
  }
}
