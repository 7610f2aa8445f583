package io.buddychat.server;

import static io.buddychat.server.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of requests, the good ones and the others.
class RequestBodiesTest {

  private static final String TYPENAME = "{\"query\":\"{ __typename }\"}";

  private static TestServer server;
  private static TestClient client;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> accepting(String types) {
    return Map.of("Accept", types);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "query",
        "{\"query\":\"{ __typename }\"} x",
        "{\"query\":\"{ __typename }\",\"query\":\"{ __typename }\"}",
        "null",
        "1",
        "\"{ __typename }\"",
        "[{\"query\":\"{ __typename }\"}]",
        "{}",
        "{\"query\":null}",
        "{\"query\":{}}",
        "{\"query\":1}",
        "{\"query\":true}",
        "{\"query\":[]}",
        "{\"query\":\"{ __typename }\",\"operationName\":{}}",
        "{\"query\":\"{ __typename }\",\"operationName\":1}",
        "{\"query\":\"{ __typename }\",\"operationName\":true}",
        "{\"query\":\"{ __typename }\",\"operationName\":[]}",
        "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
        "{\"query\":\"{ __typename }\",\"variables\":1}",
        "{\"query\":\"{ __typename }\",\"variables\":[]}",
        "{\"query\":\"{ __typename }\",\"extensions\":\"{}\"}",
        "{\"query\":\"{ __typename }\",\"extensions\":false}",
        "{\"query\":\"{ __typename }\",\"extensions\":[]}",
      })
  void whatIsNoRequestIs400InBothTypes(String body) {
    assertRefused(client.postBody(body, accepting("application/json")), 400);
    assertRefused(client.postBody(body, accepting("application/graphql-response+json")), 400);
  }

  @Test
  void aBodyNestedTooDeeplyIs400() {
    assertRefused(client.postBody("[".repeat(5000), Map.of()), 400);
    assertRefused(
        client.postBody("{\"query\":".repeat(500) + "1" + "}".repeat(500), Map.of()), 400);
  }

  @Test
  void aBodyThatIsNotUtf8Is400() {
    byte[] latin1 = "{\"query\":\"{ a: é }\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(client.send("POST", "", BodyPublishers.ofByteArray(latin1), Map.of()), 400);
  }

  @Test
  void aLongBodyIs413() {
    String body = "{\"query\":\"{ __typename }\",\"more\":\"" + "x".repeat(1 << 20) + "\"}";
    assertRefused(client.postBody(body, Map.of()), 413);
  }

  @Test
  void aLongBodyOfUnknownLengthIs413() {
    var parts = Collections.nCopies(17, new byte[1 << 16]);
    assertRefused(client.send("POST", "", BodyPublishers.ofByteArrays(parts), Map.of()), 413);
  }

  @Test
  void nullMembersAreAbsentOnes() {
    Reply reply =
        client.postBody(
            "{\"query\":\"{ __typename"
                + " }\",\"operationName\":null,\"variables\":null,\"extensions\":null}",
            Map.of());
    assertThat(reply.at("/data/__typename")).isEqualTo("Query");
    assertThat(reply.json().has("errors")).isFalse();
  }

  @Test
  void unknownMembersAreIgnored() {
    Reply reply = client.postBody("{\"query\":\"{ __typename }\",\"more\":[1]}", Map.of());
    assertThat(reply.at("/data/__typename")).isEqualTo("Query");
  }

  @Test
  void theOperationIsChosenByItsName() {
    Reply reply =
        client.postBody(
            "{\"query\":\"query A { a: __typename } query B { b: __typename"
                + " }\",\"operationName\":\"B\"}",
            Map.of());
    assertThat(reply.at("/data/b")).isEqualTo("Query");
  }

  @Test
  void charactersBeyondLatinSurvive() {
    Reply reply =
        client.postBody(
            "{\"query\":\"{ __type(name: \\\"🤝é\\\") { name } }\"}",
            Map.of("Content-Type", "application/json; charset=UTF-8"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/data/__type").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain;charset=UTF-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/jsonp",
        "application/json; charset=iso-8859-1",
        "text/json",
        "json",
      })
  void anythingButJsonIs415(String contentType) {
    assertRefused(client.postBody(TYPENAME, Map.of("Content-Type", contentType)), 415);
  }

  @Test
  void aCompressedBodyIs415() {
    assertRefused(client.postBody(TYPENAME, Map.of("Content-Encoding", "gzip")), 415);
  }
}
