package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.buddychat.graphql.ws.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the API says of itself.
///
/// There is no second, printed copy of the schema to compare with: `schema.graphqls` is the API and
/// nothing but the API, so it cannot change unless somebody changes that file, and whoever reviews
/// the change sees it there. What has to be shown is that nothing built in code adds to it.
class SchemaTest {

  private static final String NO_REASON = "No longer supported";

  private final Map<String, GraphQLNamedSchemaElement> elements = elements(runningSchema());

  @Test
  void everythingSaysWhatItIs() {
    assertThat(namesOf(element -> isBlank(element.getDescription())))
        .as("elements of schema.graphqls without a description")
        .isEmpty();
  }

  @Test
  void noDescriptionIsAMereRepetitionOfTheName() {
    assertThat(
            namesOf(
                element ->
                    letters(element.getDescription())
                        .replaceFirst("^(the|a|an|its|their)", "")
                        .equals(letters(element.getName()))))
        .as("elements whose description says no more than their name")
        .isEmpty();
  }

  @Test
  void whateverIsDeprecatedSaysWhatToUseInstead() {
    List<String> silent =
        namesOf(
            element ->
                switch (element) {
                  case GraphQLFieldDefinition field ->
                      field.isDeprecated() && saysNothing(field.getDeprecationReason());
                  case GraphQLArgument argument ->
                      argument.isDeprecated() && saysNothing(argument.getDeprecationReason());
                  default -> false;
                });
    assertThat(silent).as("deprecated elements without a reason").isEmpty();
    assertThat(namesOf(e -> e instanceof GraphQLFieldDefinition field && field.isDeprecated()))
        .contains("Chat.chat_messages", "GroupMessage.group_copy", "CustomUser.profilePic");
  }

  @Test
  void whatClientsAreToldByIntrospectionIsWhatTheFileSays() {
    assertThat(printed(introspected()))
        .as(
            "The running schema, asked by introspection, must be what schema.graphqls says: change"
                + " the API in that file, not in code.")
        .isEqualTo(printed(new SchemaParser().parse(BuddyChatGraphQl.schema())));
  }

  /// Relay's compiler takes what stands in an extension for fields of the client's own, and never
  /// asks the server for them.
  @Test
  void theFileHoldsNoExtensions() {
    assertThat(BuddyChatGraphQl.schema().lines()).noneMatch(line -> line.startsWith("extend "));
  }

  @Test
  void scalarsThatOthersHaveSpecifiedSayWhere() {
    GraphQLSchema schema = runningSchema();
    assertThat(List.of("DateTime", "JSON"))
        .allSatisfy(
            name ->
                assertThat(schema.getType(name))
                    .isInstanceOfSatisfying(
                        GraphQLScalarType.class,
                        scalar -> assertThat(scalar.getSpecifiedByUrl()).startsWith("https://")));
  }

  /// The arguments beside those of paging, which every list has.
  @Test
  void everyListHasItsFilters() {
    Map<String, List<String>> filters =
        Map.of(
            "Query.users", List.of("username", "firstName", "lastName"),
            "Query.chats", List.of("archived"),
            "Query.groups", List.of("isArchived"),
            "Query.messages", List.of("withUserId", "filter"),
            "Query.notifications", List.of("isRead"),
            "CustomUser.chats", List.of("archived"),
            "CustomUser.notifications", List.of("isRead"),
            "Chat.chatMessages", List.of(),
            "UserGroup.members", List.of(),
            "UserGroupMemberCopy.groupMessages", List.of());
    filters.forEach(
        (list, own) -> {
          List<String> expected = new ArrayList<>(own);
          expected.addAll(List.of("first", "after", "last", "before"));
          assertThat(elements.get(list))
              .isInstanceOfSatisfying(
                  GraphQLFieldDefinition.class,
                  field ->
                      assertThat(field.getArguments())
                          .as(list)
                          .extracting(GraphQLArgument::getName)
                          .containsExactlyInAnyOrderElementsOf(expected));
        });
  }

  private static GraphQLSchema runningSchema() {
    return ApiSchema.of(new Api().scene.buddyChat(), Api.tokens(), Meter.NONE);
  }

  @SuppressWarnings("unchecked") // the shape of every GraphQL answer
  private static TypeDefinitionRegistry introspected() {
    Api api = new Api();
    Outcome outcome =
        api.run(new Connection(Caller.ANONYMOUS, "test"), IntrospectionQuery.INTROSPECTION_QUERY);
    if (!(outcome instanceof Outcome.Single(var answer))) {
      throw new AssertionError("no answer: " + outcome);
    }
    assertThat(answer).doesNotContainKey("errors");
    Map<String, Object> data =
        (Map<String, Object>) Optional.ofNullable(answer.get("data")).orElseThrow();
    return new SchemaParser()
        .buildRegistry(new IntrospectionResultToSchema().createSchemaDefinition(data));
  }

  /// In one order and one way of writing, whoever wrote it. The library's reader of introspection
  /// leaves out where a scalar is specified.
  private static String printed(TypeDefinitionRegistry registry) {
    return new SchemaPrinter(
            SchemaPrinter.Options.defaultOptions()
                .includeScalarTypes(true)
                .includeDirectives(name -> !name.equals("specifiedBy"))
                .includeDirectiveDefinitions(false))
        .print(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
  }

  private List<String> namesOf(Predicate<GraphQLNamedSchemaElement> wanted) {
    return elements.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Everything of ours that has a name, as `Type`, `Type.field` or `Type.field(argument)`.
  private static Map<String, GraphQLNamedSchemaElement> elements(GraphQLSchema schema) {
    Map<String, GraphQLNamedSchemaElement> all = new LinkedHashMap<>();
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      String name = type.getName();
      if (name.startsWith("__") || ScalarInfo.isGraphqlSpecifiedScalar(name)) {
        continue;
      }
      all.put(name, type);
      for (GraphQLNamedSchemaElement part : parts(type)) {
        all.put(name + "." + part.getName(), part);
        if (part instanceof GraphQLFieldDefinition field) {
          field
              .getArguments()
              .forEach(
                  argument ->
                      all.put(
                          "%s.%s(%s)".formatted(name, field.getName(), argument.getName()),
                          argument));
        }
      }
    }
    return all;
  }

  private static List<GraphQLNamedSchemaElement> parts(GraphQLNamedType type) {
    return switch (type) {
      case GraphQLFieldsContainer fields -> new ArrayList<>(fields.getFieldDefinitions());
      case GraphQLInputObjectType input -> new ArrayList<>(input.getFieldDefinitions());
      case GraphQLEnumType values -> new ArrayList<>(values.getValues());
      default -> List.of();
    };
  }

  private static boolean saysNothing(@Nullable String reason) {
    return isBlank(reason) || NO_REASON.equals(reason);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static String letters(@Nullable String text) {
    return text == null ? "" : text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
