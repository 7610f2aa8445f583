package io.buddychat.server;

import static io.buddychat.server.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// GraphQL over HTTP as its specification and its audits have it.
class GraphQlOverHttpTest {

  private static final String TYPENAME = "{\"query\":\"{ __typename }\"}";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String GRAPHQL = "application/graphql-response+json; charset=utf-8";

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

  private static String query(String document) {
    return "?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8);
  }

  @Nested
  class Accepting {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "application/json|" + JSON,
          "*/*|" + JSON,
          "application/*|" + JSON,
          "application/graphql-response+json|" + GRAPHQL,
          "application/graphql-response+json, application/json;q=0.9|" + GRAPHQL,
          "application/graphql-response+json;q=0.5, application/json|" + JSON,
          "text/html, application/graphql-response+json, */*;q=0.1|" + GRAPHQL,
          "text/html, */*|" + JSON,
          "APPLICATION/JSON|" + JSON
        })
    void theBestAcceptedTypeIsAnswered(String accept, String contentType) {
      Reply reply = client.postBody(TYPENAME, accepting(accept));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).contains(contentType);
      assertThat(reply.at("/data/__typename")).isEqualTo("Query");
    }

    @Test
    void withoutAPreferenceItIsJson() {
      assertThat(client.postBody(TYPENAME, Map.of()).header("Content-Type")).contains(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/json;q=0"})
    void otherTypesAloneAreNotAcceptable(String accept) {
      assertRefused(client.postBody(TYPENAME, accepting(accept)), 406);
    }
  }

  @Nested
  class Statuses {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{",
          "{ noSuchField }",
          "query ($x: Boolean!) { __typename @include(if: $x) }",
          "query A { __typename } query B { __typename }"
        })
    void whatDoesNotRunIs200InJsonAnd400InGraphQlsOwnType(String document) {
      Reply json = client.post(document, Map.of(), accepting("application/json"));
      assertThat(json.status()).isEqualTo(200);
      assertThat(json.at("/errors/0/message")).isNotBlank();
      Reply graphQl =
          client.post(document, Map.of(), accepting("application/graphql-response+json"));
      assertThat(graphQl.status()).isEqualTo(400);
      assertThat(graphQl.at("/errors/0/message")).isNotBlank();
      assertThat(graphQl.json().has("data")).isFalse();
    }

    @Test
    void anErrorInAFieldIs200InBoth() {
      for (String type : new String[] {"application/json", "application/graphql-response+json"}) {
        Reply reply = client.post("{ me { id } }", Map.of(), accepting(type));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("data")).isTrue();
        assertThat(reply.at("/errors/0/path/0")).isEqualTo("me");
      }
    }
  }

  @Nested
  class Getting {

    @Test
    void aQueryIsAnswered() {
      Reply reply = client.get(query("{ __typename }"), Map.of());
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.at("/data/__typename")).isEqualTo("Query");
    }

    @Test
    void variablesAreJsonInTheAddress() {
      Reply reply =
          client.get(
              query("query T($name: String!) { __type(name: $name) { name } }")
                  + "&operationName=T&extensions=&variables="
                  + URLEncoder.encode("{\"name\":\"Query\"}", StandardCharsets.UTF_8),
              Map.of());
      assertThat(reply.at("/data/__type/name")).isEqualTo("Query");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "?",
          "?query=",
          "?query=%7B__typename%7D&query=%7B__typename%7D",
          "?query=%7B__typename%7D&variables=1",
          "?query=%7B__typename%7D&variables=%7B",
          "?query=%7B__typename%7D&extensions=%5B%5D",
        })
    void whatIsNoRequestIs400(String rest) {
      assertRefused(client.get(rest, Map.of()), 400);
    }

    @Test
    void anEmptyOperationNameIsNoneAndNullIsAName() {
      assertThat(
              client
                  .get(query("{ __typename }") + "&operationName=", Map.of())
                  .at("/data/__typename"))
          .isEqualTo("Query");
      Reply named =
          client.get(query("query null { __typename }") + "&operationName=null", Map.of());
      assertThat(named.at("/data/__typename")).isEqualTo("Query");
    }

    @Test
    void aMutationIs405AndDoesNotRun() {
      Reply reply =
          client.get(query("mutation { revokeToken(refreshToken: \"x\") { revoked } }"), Map.of());
      assertRefused(reply, 405);
      assertThat(reply.header("Allow")).contains("POST");
    }

    @Test
    void aMutationBesideAQueryIs405WhenItIsTheOneAskedFor() {
      String both =
          query(
              "query Q { __typename } mutation M { revokeToken(refreshToken: \"x\") { revoked } }");
      assertRefused(client.get(both + "&operationName=M", Map.of()), 405);
      assertThat(client.get(both + "&operationName=Q", Map.of()).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
  void otherMethodsAre405(String method) {
    Reply reply = client.send(method, "", BodyPublishers.noBody(), Map.of());
    assertRefused(reply, 405);
    assertThat(reply.header("Allow")).contains("GET, POST");
  }

  @Test
  void aSubscriptionIsToldToUseASocket() {
    Reply reply =
        client.post("subscription { subscribe { success } }", client.join("subscriber").token());
    assertThat(reply.at("/errors/0/message")).contains("WebSocket");
    assertThat(reply.json().has("data")).isFalse();
  }

  @Test
  void thePathMayEndInASlash() {
    Reply reply = client.send("POST", "/", BodyPublishers.ofString(TYPENAME), Map.of());
    assertThat(reply.at("/data/__typename")).isEqualTo("Query");
  }

  @Test
  void otherPathsAre404InJson() {
    Reply reply = client.get("/other", Map.of());
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("/errors/0/extensions/code")).isEqualTo("NOT_FOUND");
  }

  @Test
  void theServerDoesNotTellWhatItIsMadeOf() {
    Reply reply = client.postBody(TYPENAME, Map.of());
    assertThat(reply.header("Server")).isEmpty();
    assertThat(reply.header("X-Powered-By")).isEmpty();
  }

  @Test
  void answersAreKeptByNobodyInBetween() {
    assertThat(client.postBody(TYPENAME, Map.of()).header("Cache-Control")).contains("no-store");
  }
}
