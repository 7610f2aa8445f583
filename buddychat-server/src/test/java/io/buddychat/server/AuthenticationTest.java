package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Login;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who somebody is, by the token they show.
class AuthenticationTest {

  private static final String ME = "{ me { username } }";
  private static final String NEWER = "graphql-transport-ws";

  private TestServer server;
  private TestClient client;
  private Login ann;

  @BeforeEach
  void start() {
    server = TestServer.start();
    client = server.client();
    ann = client.join("ann.example");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply me(String authorization) {
    return client.post(ME, Map.of(), Map.of("Authorization", authorization));
  }

  private static void assertAnn(Reply reply) {
    assertThat(reply.at("/data/me/username")).isEqualTo("ann.example");
  }

  private static void assertUnknown(Reply reply, String because) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/errors/0/message")).contains(because);
    assertThat(reply.at("/errors/0/extensions/code")).isEqualTo("UNAUTHENTICATED");
    assertThat(reply.at("/data/me/username")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT ", "Bearer ", "jwt ", "bearer ", "BEARER   "})
  void theSchemeMayBeEither(String scheme) {
    assertAnn(me(scheme + ann.token()));
  }

  @Test
  void anExpiredTokenIsToldSo() {
    server.clock().advance(Duration.ofHours(1));
    assertUnknown(me("JWT " + ann.token()), "The token has expired.");
  }

  @Test
  void aForgedTokenIsToldSo() {
    assertUnknown(me("JWT " + ann.token() + "x"), "The token is not valid.");
    assertUnknown(me("JWT " + ann.refreshToken()), "The token is not valid.");
    assertUnknown(me("Bearer null"), "The token is not valid.");
  }

  @Test
  void aTokenOfAnEndedSessionIsToldSo() {
    assertThat(client.revoke(ann).at("/data/revokeToken/revoked")).isNotBlank();
    assertUnknown(me("JWT " + ann.token()), "The session has ended.");
  }

  @Test
  void aHeaderOfAnotherKindIsToldSo() {
    assertUnknown(me("Basic YTpi"), "Authorization");
    assertUnknown(me(ann.token()), "Authorization");
  }

  @Test
  void aBadTokenDoesNotKeepFromWhatNeedsNobody() {
    Reply reply =
        client.post(
            TestClient.logInDocument("ann.example"), Map.of(), Map.of("Authorization", "JWT bad"));
    assertThat(reply.at("/data/login/token")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"authorization\":\"JWT %s\"}",
        "{\"Authorization\":\"Bearer %s\"}",
        "{\"authorization\":\"%s\"}",
        "{\"token\":\"%s\"}",
        "{\"authorization\":null,\"token\":\"%s\"}",
        "{\"authorization\":\"\",\"token\":\"%s\"}"
      })
  void aSocketMayShowTheTokenInItsIntroduction(String payload) {
    try (WsClient socket = client.socket()) {
      socket.send(
          "{\"type\":\"connection_init\",\"payload\":%s}"
              .formatted(payload.formatted(ann.token())));
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", ME));
      assertThat(socket.next()).contains("ann.example");
    }
  }

  @Test
  void aSocketMayShowTheTokenInItsHandshake() {
    try (WsClient socket = client.socket(Map.of("Authorization", "Bearer " + ann.token()), NEWER)) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", ME));
      assertThat(socket.next()).contains("ann.example");
    }
  }

  @Test
  void aSocketWithoutATokenMayDoWhatNeedsNobody() {
    try (WsClient socket = client.socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", "{ __typename }"));
      assertThat(socket.next()).contains("\"__typename\":\"Query\"");
      assertThat(socket.next()).contains("complete");
      socket.send(TestClient.subscribe("2", ME));
      assertThat(socket.next()).contains("UNAUTHENTICATED");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"authorization\":\"JWT bad\"}",
        "{\"token\":\"bad\"}",
        "{\"token\":1}",
        "{\"authorization\":{}}"
      })
  void aBadTokenInTheIntroductionClosesWith4403(String payload) {
    try (WsClient socket = client.socket()) {
      socket.send("{\"type\":\"connection_init\",\"payload\":%s}".formatted(payload));
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "The token is not valid."));
    }
  }

  @Test
  void aBadTokenInTheHandshakeClosesWith4403() {
    try (WsClient socket = client.socket(Map.of("Authorization", "JWT bad"), NEWER)) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "The token is not valid."));
    }
  }

  @Test
  void aTokenOfAnEndedSessionClosesWith4403() {
    var _ = client.revoke(ann);
    try (WsClient socket = client.socket()) {
      socket.send(TestClient.init("JWT " + ann.token()));
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "The session has ended."));
    }
  }

  @Test
  void theEndOfTheSessionClosesItsSocketsAtOnceWith4403() {
    Login again = client.logIn("ann.example");
    try (WsClient first = client.socketOf(ann);
        WsClient second = client.socketOf(again)) {
      var _ = client.revoke(ann);
      assertThat(first.closed().code()).isEqualTo(4403);
      second.send("{\"type\":\"ping\"}");
      assertThat(second.next()).contains("pong");
    }
  }

  @Test
  void aLoginOverTheSocketMakesItTheUsers() {
    try (WsClient socket = client.socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", TestClient.logInDocument("ann.example")));
      String refreshToken =
          TestClient.json(socket.next()).at("/payload/data/login/refreshToken").asText();
      assertThat(socket.next()).contains("complete");
      socket.send(TestClient.subscribe("2", ME));
      assertThat(socket.next()).contains("ann.example");
      assertThat(socket.next()).contains("complete");
      var _ = client.revoke(new Login("", refreshToken));
      assertThat(socket.closed().code()).isEqualTo(4403);
    }
  }

  @Test
  void theEndOfTheTokenClosesTheSocketWith4403() {
    try (TestServer brief = TestServer.start(Map.of("BUDDYCHAT_ACCESS_TOKEN_TTL", "PT1S"));
        WsClient socket = brief.client().socketOf(brief.client().join("ann.example"))) {
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "Token expired"));
    }
  }
}
