package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.CoercedVariables;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operations cost.
class CostTest {

  private static final GraphQLSchema SCHEMA =
      ApiSchema.of(Scene.on(new InMemoryStore()).buddyChat(), Api.tokens(), Meter.NONE);

  private final Cost cost = new Cost(SCHEMA);

  private Cost.Price price(String text, Map<String, Object> variables) {
    Document document = Parser.parse(text);
    Map<String, FragmentDefinition> fragments =
        document.getDefinitionsOfType(FragmentDefinition.class).stream()
            .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity()));
    return cost.of(
        document.getDefinitionsOfType(OperationDefinition.class).getFirst(),
        fragments,
        CoercedVariables.of(variables));
  }

  private long data(String text) {
    return price(text, Map.of()).data();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { __typename }                                                   | 1
          { me { id } }                                                    | 3
          { me { id username } }                                           | 4
          { chats { pageInfo { endCursor } } }                             | 5
          { chats { edges { cursor } } }                                   | 62
          { chats(first: 100) { edges { cursor } } }                       | 302
          { chats(last: 3) { edges { cursor } } }                          | 11
          { chats(first: 0) { edges { cursor } } }                         | 5
          { chats(first: 1000000) { edges { cursor } } }                   | 302
          { chats(first: -1) { edges { cursor } } }                        | 5
          { me { phoneNumbers { number } } }                               | 32
          { nodes(ids: ["a", "b", "c"]) { id } }                           | 15
          { inboxEvents(first: 10) { edges { node { cursor } } } }         | 52
          { groupPage { items { id } } }                                   | 38
          { groupPage(limit: 5) { items { id } } }                         | 17
          { groupPage(page: 3, limit: 50) { hasNext } }                    | 13
          { groupPage(page: 1000000, limit: 100) { hasNext } }             | 1003
          { groupPage(page: -7, limit: -1) { hasNext } }                   | 3
          { messagePage(where: {a: [1, [2]]}) { hasNext } }                | 6
          mutation { createGroups(inputs: [{title: "a"}, {title: "b"}]) { results { groupCopy { id } } } } | 14
          { me { ... on CustomUser { id } ... { id } ...f } } fragment f on CustomUser { id }  | 5
          """)
  void leavesCostOneObjectsTwoAndPagesMultiply(String document, long expected) {
    assertThat(data(document)).isEqualTo(expected);
  }

  @Test
  void pageSizesMayBeVariables() {
    String document = "query ($n: Int) { chats(first: $n) { edges { cursor } } }";
    assertThat(price(document, Map.of("n", 100)).data()).isEqualTo(302);
    assertThat(price(document, Map.of("n", 1)).data()).isEqualTo(5);
    assertThat(price(document, Map.of()).data()).as("the default size").isEqualTo(62);
  }

  @Test
  void listsInVariablesCostByTheirValues() {
    String document =
        "mutation ($m: [ID!]) { createGroup(title: \"Tea\", memberIds: $m) { userGroup { id } } }";
    assertThat(price(document, Map.of("m", List.of("a", "b", "c"))).data())
        .isEqualTo(price(document, Map.of()).data() + 3);
  }

  @Test
  void twentyGroupsCostNoLessThanTwentyMutations() {
    String below = "groupCopy { member { group { members(first: 50) { edges { cursor } } } } }";
    long one =
        price(
                "mutation ($m: [ID!]) { createGroup(title: \"Tea\", memberIds: $m) { %s } }"
                    .formatted(below),
                Map.of("m", List.of("a", "b")))
            .data();
    String together =
        "mutation ($i: [CreateGroupInput!]!) { createGroups(inputs: $i) { results { %s } } }"
            .formatted(below);
    Map<String, Object> input = Map.of("title", "Tea", "memberIds", List.of("a", "b"));
    assertThat(price(together, Map.of("i", Collections.nCopies(20, input))).data())
        .isEqualTo(2 + 20 * (1 + one));
    assertThat(price(together, Map.of("i", Collections.nCopies(1_000, input))).data())
        .as("those beyond are refused, and nothing is answered for them")
        .isEqualTo(2 + 20 * one + 1_000 * 3 - 20 * 2);
  }

  @Test
  void pagesWithinPagesMultiplyAlsoThroughFragments() {
    String written =
        "{ chats(first: 10) { edges { node { chatMessages(first: 10) { edges { cursor } } } } } }";
    String spread =
        """
        { chats(first: 10) { ...page } }
        fragment page on ChatConnection { edges { node { ...messages } } }
        fragment messages on Chat { chatMessages(first: 10) { edges { cursor } } }
        """;
    assertThat(data(written)).isEqualTo(2 + 10 * (2 + 2 + 2 + 10 * (2 + 1)));
    assertThat(data(spread)).isEqualTo(data(written));
  }

  @Test
  void aFragmentOnAConnectionCostsByThePageItIsSpreadOn() {
    String one =
        "{ chats(first: %d) { ...page } } fragment page on ChatConnection"
            + " { edges { cursor } }";
    String both =
        "{ a: chats(first: 1) { ...page } b: chats(first: 100) { ...page } }"
            + " fragment page on ChatConnection { edges { cursor } }";
    assertThat(data(both)).isEqualTo(data(one.formatted(1)) + data(one.formatted(100)));
  }

  /// The counting of 2^60 and of 100^60 fields must end, and end with the largest number there is:
  /// one that went round would look cheap.
  @Test
  void whatDoublesItselfIsCountedOnceAndSumsStopAtTheLargestNumber() {
    String doubling =
        "{ me { ...f0 } } "
            + IntStream.range(0, 61)
                .mapToObj(
                    i -> "fragment f%d on CustomUser { ...f%d ...f%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment f61 on CustomUser { a: id b: id c: id d: id }";
    assertThat(data(doubling)).isEqualTo(Long.MAX_VALUE);
    String pages =
        "{ me { ...f0 } } "
            + IntStream.range(0, 60)
                .mapToObj(
                    i ->
                        "fragment f%d on CustomUser { chats(first: 100) { edges { node { user { ...f%d } } } } }"
                            .formatted(i, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment f60 on CustomUser { id }";
    assertThat(data(pages)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void questionsAboutTheSchemaAreCountedApart() {
    Cost.Price price = price("{ __schema { types { name } } me { id } }", Map.of());
    assertThat(price.data()).isEqualTo(1 + 3);
    assertThat(price.schema()).isEqualTo(2 + 3 * SCHEMA.getAllTypesAsList().size());
    assertThat(
            price(graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY, Map.of()).schema())
        .isBetween(cost.mostIntrospection() / 3, cost.mostIntrospection());
  }
}
