package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that are asked for by their ids: trusted ones, and those that clients have sent along
/// with their hash.
class StoredDocumentsOnTheWireTest {

  private static final String DOCUMENT = "query Me { __typename }";
  private static final String HASH = BuddyChatGraphQl.hashOf(DOCUMENT);

  @TempDir Path folder;

  /// The hash of a document, computed elsewhere: of the text `{ __typename }` by sha256sum.
  @Test
  void theHashIsTheOneThatClientsCompute() {
    assertThat(BuddyChatGraphQl.hashOf("{ __typename }"))
        .isEqualTo("7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b");
  }

  private static String persisted(String hash) {
    return "\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}"
        .formatted(hash);
  }

  /// What stands behind the address of a GET by a document's hash.
  private static String byHash(String hash) {
    String extensions =
        "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}".formatted(hash);
    return "?extensions=" + URLEncoder.encode(extensions, StandardCharsets.UTF_8);
  }

  private static Reply post(TestServer server, String members) {
    return server.client().postBody("{" + members + "}", Map.of());
  }

  private static String query(String document) {
    return "\"query\":\"" + document.replace("\"", "\\\"") + "\"";
  }

  private static void assertCode(Reply reply, String code) {
    assertThat(reply.at("/errors/0/extensions/code")).as(reply.body()).isEqualTo(code);
    assertThat(reply.json().has("data")).isFalse();
  }

  private static void assertAnswered(Reply reply) {
    assertThat(reply.at("/data/__typename")).as(reply.body()).isEqualTo("Query");
  }

  private static String asked(WsClient socket, String start, String payload) {
    socket.send("{\"type\":\"connection_init\"}");
    assertThat(socket.next()).contains("connection_ack");
    socket.send("{\"type\":\"%s\",\"id\":\"1\",\"payload\":{%s}}".formatted(start, payload));
    return TestClient.nextOf(socket);
  }

  @Nested
  class Automatic {

    @Test
    void anUnknownHashIsSentAgainWithItsDocumentAndKnownFromThenOn() {
      try (TestServer server = TestServer.start()) {
        Reply unknown = post(server, persisted(HASH));
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.at("/errors/0/message")).isEqualTo("PersistedQueryNotFound");
        assertCode(unknown, "PERSISTED_QUERY_NOT_FOUND");
        assertAnswered(post(server, query(DOCUMENT) + "," + persisted(HASH)));
        assertAnswered(post(server, persisted(HASH)));
        assertAnswered(server.client().get(byHash(HASH), Map.of()));
      }
    }

    /// It reads the errors of an answer that is not 200 only if the answer has GraphQL's own type.
    @Test
    void apolloClientIsToldOfAnUnknownHashInTheTypeThatItReadsWhateverTheStatus() {
      Map<String, String> accept =
          Map.of("Accept", "application/graphql-response+json,application/json;q=0.9");
      try (TestServer server = TestServer.start()) {
        Reply unknown = server.client().postBody("{" + persisted(HASH) + "}", accept);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.header("Content-Type"))
            .contains("application/graphql-response+json; charset=utf-8");
        assertCode(unknown, "PERSISTED_QUERY_NOT_FOUND");
      }
    }

    @ParameterizedTest
    @CsvSource({"graphql-transport-ws,subscribe", "graphql-ws,start"})
    void socketsKnowThemToo(String protocol, String start) {
      try (TestServer server = TestServer.start()) {
        try (WsClient socket = server.client().socket(Map.of(), protocol)) {
          assertThat(asked(socket, start, persisted(HASH))).contains("PersistedQueryNotFound");
        }
        try (WsClient socket = server.client().socket(Map.of(), protocol)) {
          assertThat(asked(socket, start, query(DOCUMENT) + "," + persisted(HASH)))
              .contains("{\"__typename\":\"Query\"}");
        }
        try (WsClient socket = server.client().socket(Map.of(), protocol)) {
          assertThat(asked(socket, start, persisted(HASH))).contains("{\"__typename\":\"Query\"}");
        }
      }
    }

    @Test
    void aMutationByItsHashDoesNotComeByGet() {
      String document = "mutation { revokeToken(refreshToken: \"x\") { revoked } }";
      String hash = BuddyChatGraphQl.hashOf(document);
      try (TestServer server = TestServer.start()) {
        post(server, query(document) + "," + persisted(hash));
        assertThat(server.client().get(byHash(hash), Map.of()).status()).isEqualTo(405);
      }
    }

    @Test
    void aHashOfAnotherDocumentIsRefusedAndNotKept() {
      String other = BuddyChatGraphQl.hashOf("{ me { id } }");
      try (TestServer server = TestServer.start()) {
        assertCode(post(server, query(DOCUMENT) + "," + persisted(other)), "INVALID_INPUT");
        assertCode(post(server, persisted(other)), "PERSISTED_QUERY_NOT_FOUND");
      }
    }

    @Test
    void aMistakenDocumentIsNotKept() {
      String hash = BuddyChatGraphQl.hashOf("{ nothing }");
      try (TestServer server = TestServer.start()) {
        assertCode(post(server, query("{ nothing }") + "," + persisted(hash)), "INVALID_INPUT");
        assertCode(post(server, persisted(hash)), "PERSISTED_QUERY_NOT_FOUND");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"persistedQuery\":1}",
          "{\"persistedQuery\":{\"version\":2,\"sha256Hash\":\"x\"}}",
          "{\"persistedQuery\":{\"version\":1}}"
        })
    void anotherVersionOrShapeIsRefused(String extensions) {
      try (TestServer server = TestServer.start()) {
        assertCode(post(server, "\"extensions\":" + extensions), "INVALID_INPUT");
      }
    }

    @Test
    void switchedOffClientsAreToldToSendTheirDocuments() {
      try (TestServer server = TestServer.start(Map.of("BUDDYCHAT_PERSISTED_QUERIES", "false"))) {
        Reply refused = post(server, persisted(HASH));
        assertThat(refused.at("/errors/0/message")).isEqualTo("PersistedQueryNotSupported");
        assertCode(refused, "INVALID_INPUT");
        assertAnswered(post(server, query(DOCUMENT) + "," + persisted(HASH)));
        assertCode(post(server, persisted(HASH)), "INVALID_INPUT");
      }
    }
  }

  private TestServer trusting(String file, String only) throws IOException {
    Path path = Files.writeString(folder.resolve("documents.json"), file);
    return TestServer.start(
        Map.of("BUDDYCHAT_TRUSTED_DOCUMENTS", path.toString(), "BUDDYCHAT_TRUSTED_ONLY", only));
  }

  private static String map(String document) {
    return "{\"%s\":\"%s\"}".formatted(BuddyChatGraphQl.hashOf(document), document);
  }

  @Nested
  class Trusted {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"%s\":\"%s\"}",
          "{\"sha256:%s\":\"%s\"}",
          "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,\"operations\":"
              + "[{\"id\":\"%s\",\"body\":\"%s\",\"name\":\"Me\",\"type\":\"query\"}]}"
        })
    void aDocumentOfTheFileIsAskedForByItsId(String shape) throws IOException {
      try (TestServer server = trusting(shape.formatted(HASH, DOCUMENT), "true")) {
        assertAnswered(post(server, "\"documentId\":\"" + HASH + "\""));
        assertAnswered(post(server, "\"documentId\":\"sha256:" + HASH + "\""));
        assertAnswered(post(server, persisted(HASH)));
        assertAnswered(post(server, query(DOCUMENT)));
        assertAnswered(server.client().get("?documentId=sha256:" + HASH, Map.of()));
        for (String protocol : List.of("graphql-transport-ws", "graphql-ws")) {
          try (WsClient socket = server.client().socket(Map.of(), protocol)) {
            String start = protocol.equals("graphql-ws") ? "start" : "subscribe";
            assertThat(asked(socket, start, "\"documentId\":\"" + HASH + "\""))
                .contains("{\"__typename\":\"Query\"}");
          }
        }
      }
    }

    @Test
    void whereOnlyTheyAreAnsweredAllOthersAreRefusedAndNotKept() throws IOException {
      String other = "{ __typename }";
      String hash = BuddyChatGraphQl.hashOf(other);
      try (TestServer server = trusting(map(DOCUMENT), "true")) {
        assertCode(post(server, query(other)), "PERSISTED_QUERY_NOT_FOUND");
        assertCode(post(server, query(DOCUMENT + " ")), "PERSISTED_QUERY_NOT_FOUND");
        assertCode(post(server, query(other) + "," + persisted(hash)), "PERSISTED_QUERY_NOT_FOUND");
        assertCode(post(server, persisted(hash)), "PERSISTED_QUERY_NOT_FOUND");
        assertCode(post(server, "\"documentId\":\"x\""), "PERSISTED_QUERY_NOT_FOUND");
      }
    }

    @Test
    void besideThemOthersAreAnsweredToo() throws IOException {
      try (TestServer server = trusting(map(DOCUMENT), "false")) {
        assertAnswered(post(server, query("{ __typename }")));
        assertAnswered(post(server, "\"documentId\":\"" + HASH + "\""));
        assertCode(
            post(server, query(DOCUMENT) + ",\"documentId\":\"" + HASH + "\""), "INVALID_INPUT");
      }
    }

    @Test
    void howLongAndRepetitiveTheyAreIsNobodysBusinessButWhatTheyCostIs() throws IOException {
      String often = "query O { " + "a%d: __typename ".repeat(300).formatted(numbers()) + "}";
      String large =
          "query L($n: Int) { groups(first: $n) { edges { node { groupMessages(first: $n) {"
              + " edges { cursor } } } } } }";
      String file = "{\"often\":\"%s\",\"large\":\"%s\"}".formatted(often, large);
      try (TestServer server = trusting(file, "true")) {
        assertThat(post(server, "\"documentId\":\"often\"").at("/data/a299")).isEqualTo("Query");
        assertThat(post(server, "\"documentId\":\"large\",\"variables\":{\"n\":5}").body())
            .contains("UNAUTHENTICATED");
        assertCode(
            post(server, "\"documentId\":\"large\",\"variables\":{\"n\":100}"), "TOO_COMPLEX");
      }
    }

    private static Object[] numbers() {
      return IntStream.range(0, 300).boxed().toArray();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "[]                              | must be a JSON object",
          "{                               | is not valid JSON",
          "{}                              | has no documents",
          "{\"a\":1}                       | the document a must be a text",
          "{\"a b\":\"{ __typename }\"}    | an id must be",
          "{\"operations\":[{\"id\":\"a\"}]} | the document a must be a text",
          "{\"operations\":[1]}            | an id must be",
          "{\"a\":\"{ nothing }\"}         | the document a: Validation error",
          "{\"a\":\"{\"}                   | the document a: Invalid syntax",
          "{\"0000000000000000000000000000000000000000000000000000000000000000\":\"{ __typename }\"}"
              + " | this is not its SHA-256"
        })
    void aWrongFileStopsTheStartInOneLineThatNamesTheDocument(String file, String problem) {
      assertThatThrownBy(() -> trusting(file, "false").close())
          .isInstanceOf(BuddyChatServer.StartFailed.class)
          .hasMessageStartingWith("BUDDYCHAT_TRUSTED_DOCUMENTS: ")
          .hasMessageContaining(problem)
          .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
      assertThatThrownBy(
              () ->
                  TestServer.start(
                          Map.of("BUDDYCHAT_TRUSTED_DOCUMENTS", folder.resolve("none").toString()))
                      .close())
          .isInstanceOf(BuddyChatServer.StartFailed.class)
          .hasMessageContaining("cannot be read");
    }
  }
}
