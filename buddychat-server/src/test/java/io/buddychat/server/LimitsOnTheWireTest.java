package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a document may ask for, by HTTP and over a socket.
class LimitsOnTheWireTest {

  /// Small, so that documents which reach them can be read here.
  private static final Map<String, String> SMALL =
      Map.of(
          "BUDDYCHAT_QUERY_CHARACTERS", "300",
          "BUDDYCHAT_QUERY_TOKENS", "60",
          "BUDDYCHAT_QUERY_DEPTH", "5",
          "BUDDYCHAT_QUERY_ALIASES", "3",
          "BUDDYCHAT_QUERY_ROOT_FIELDS", "4",
          "BUDDYCHAT_QUERY_DIRECTIVES", "2",
          "BUDDYCHAT_QUERY_FRAGMENTS", "2",
          "BUDDYCHAT_QUERY_COST", "100",
          "BUDDYCHAT_QUERY_VALUES", "10",
          "BUDDYCHAT_QUERY_ERRORS", "2");

  @Nested
  class Small {

    private static TestServer server;
    private static TestClient client;

    @BeforeAll
    static void start() {
      server = TestServer.start(SMALL);
      client = server.client();
    }

    @AfterAll
    static void stop() {
      server.close();
    }

    /// A document that just passes, one that does not, and how the limit is named.
    static Stream<Arguments> limits() {
      String deep = "{ user(id: \"x\") { chats(first: 1) { edges { node { %s } } } } }";
      return Stream.of(
          Arguments.of(
              "{ __typename }" + " ".repeat(286),
              "{ __typename }" + " ".repeat(287),
              "longer than 300 characters"),
          Arguments.of(
              "{ nodes(ids: []) { " + "id ".repeat(4) + "} }",
              "{ nodes(ids: []) { " + "id ".repeat(60) + "} }",
              "more than 60 tokens"),
          Arguments.of(
              deep.formatted("id"), deep.formatted("user { id }"), "more than 5 levels deep"),
          Arguments.of(
              "{ a: __typename b: __typename c: __typename d: __typename }",
              "{ me { a: id b: id c: id d: id e: id } }",
              "more than 3 times again"),
          Arguments.of(
              "{ a: __typename b: __typename c: __typename ... { __typename } }",
              "{ __typename me { id } inboxHead user(id: \"\") { id } node(id: \"\") { id } }",
              "more than 4 fields at the top"),
          Arguments.of(
              "{ __typename @skip(if: false) @include(if: true) }",
              "{ __typename @skip(if: false) @include(if: true) ... @skip(if: true) { __typename } }",
              "more than 2 directives"),
          Arguments.of(fragments(2), fragments(3), "more than 2 fragments"),
          Arguments.of(
              "{ nodes(ids: [1,2,3,4,5,6,7,8,9]) { id } }",
              "{ nodes(ids: [1,2,3,4,5,6,7,8,9,10]) { id } }",
              "more than 10 values"),
          Arguments.of(
              "{ chats(first: 32) { edges { cursor } } }",
              "{ chats(first: 33) { edges { cursor } } }",
              "costs more than 100"));
    }

    private static String fragments(int many) {
      return "{ "
          + IntStream.range(0, many).mapToObj(i -> "...f" + i).collect(Collectors.joining(" "))
          + " } "
          + IntStream.range(0, many)
              .mapToObj(i -> "fragment f" + i + " on Query { __typename }")
              .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void whatGoesOverALimitIsTooComplexAndToldWhichLimitItIs(
        String within, String over, String limit) {
      assertThat(client.post(within).body()).doesNotContain("TOO_COMPLEX");
      Reply refused = client.post(over);
      assertThat(refused.status()).isEqualTo(200);
      assertThat(refused.at("/errors/0/extensions/code"))
          .as(refused.body())
          .isEqualTo("TOO_COMPLEX");
      assertThat(refused.at("/errors/0/message")).contains(limit);
      assertThat(refused.json().has("data")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void theSameOverASocket(String within, String over, String limit) {
      for (String protocol : List.of("graphql-transport-ws", "graphql-ws")) {
        try (WsClient socket = client.socket(Map.of(), protocol)) {
          String start = protocol.equals("graphql-ws") ? "start" : "subscribe";
          socket.send("{\"type\":\"connection_init\"}");
          assertThat(socket.next()).contains("connection_ack");
          socket.send(
              TestClient.subscribe("1", over).replace("\"subscribe\"", "\"" + start + "\""));
          assertThat(TestClient.nextOf(socket))
              .contains("\"error\"")
              .contains("TOO_COMPLEX")
              .contains(limit);
        }
      }
    }

    @Test
    void pageSizesInVariablesAreCounted() {
      String document = "query ($n: Int) { chats(first: $n) { edges { cursor } } }";
      assertThat(client.post(document, Map.of("n", 32), Map.of()).at("/errors/0/extensions/code"))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(client.post(document, Map.of("n", 33), Map.of()).at("/errors/0/extensions/code"))
          .isEqualTo("TOO_COMPLEX");
    }

    @Test
    void aVariableOfManyValuesIsInvalid() {
      String document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
      List<String> ids = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
      assertThat(client.post(document, Map.of("ids", ids), Map.of()).body())
          .contains("UNAUTHENTICATED");
      Reply refused = client.post(document, Map.of("ids", ids, "other", List.of()), Map.of());
      assertThat(refused.at("/errors/0/extensions/code")).isEqualTo("INVALID_INPUT");
      assertThat(refused.at("/errors/0/message")).contains("more than 10 values");
    }

    @Test
    void noMoreMistakesAreListedThanTheSettingSaysEachWithItsPlace() {
      Reply refused = client.post("{ a b c d }");
      assertThat(refused.json().at("/errors")).hasSize(2);
      assertThat(refused.json().at("/errors/0/locations/0/column").asInt()).isEqualTo(3);
      assertThat(refused.json().at("/errors/1/locations/0/column").asInt()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ __schema { types { name } } }",
        "{ __type(name: \"Chat\") { name } }",
        "{ ...f } fragment f on Query { x: __schema { types { name } } }",
        "{ ... { ... on Query { __type(name: \"Chat\") { name } } } }",
        "query A { __typename } query B { __schema { types { name } } }"
      })
  void introspectionCanBeSwitchedOff(String document) {
    try (TestServer server = TestServer.start(Map.of("BUDDYCHAT_INTROSPECTION", "false"))) {
      Reply refused = server.client().post(document);
      assertThat(refused.at("/errors/0/extensions/code")).isEqualTo("FORBIDDEN");
      assertThat(refused.json().has("data")).isFalse();
      assertThat(server.client().post("{ __typename }").at("/data/__typename")).isEqualTo("Query");
      Reply mistyped = server.client().post("{ mee { id } }");
      assertThat(mistyped.body())
          .as("a mistake is told without the names of what there is")
          .contains("mee")
          .doesNotContainIgnoringCase("did you mean");
    }
  }

  /// Every look into a mailbox takes longer than an operation may.
  @Test
  void whatTakesTooLongIsStoppedAndSaysSo() {
    Store store = new InMemoryStore();
    String token;
    try (TestServer server = TestServer.on(store)) {
      token = server.client().join("ann_lee").token();
    }
    Store slow = new SlowStore(store, Duration.ofMillis(80));
    try (TestServer server = TestServer.on(slow, Map.of("BUDDYCHAT_QUERY_TIMEOUT", "PT0.05S"))) {
      for (String type : List.of("application/json", "application/graphql-response+json")) {
        Reply stopped =
            server
                .client()
                .post(
                    "{ a: chats { edges { cursor } } b: chats { edges { cursor } } }",
                    Map.of(),
                    Map.of("Authorization", "JWT " + token, "Accept", type));
        assertThat(stopped.at("/errors/0/extensions/code"))
            .as(stopped.body())
            .isEqualTo("TOO_COMPLEX");
        assertThat(stopped.at("/errors/0/message")).contains("PT0.05S");
        assertThat(stopped.status()).as("it began, so there is data: none").isEqualTo(200);
        assertThat(stopped.json().get("data").isNull()).isTrue();
      }
    }
  }
}
