package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the transport itself does with sockets.
class SocketTest {

  private static final String NEWER = "graphql-transport-ws";

  private static TestServer server;
  private static TestClient client;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of("BUDDYCHAT_CORS_ORIGINS", "https://friend.example"));
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertOpens(WsClient opened) {
    try (WsClient socket = opened) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
    }
  }

  @Test
  void noSubprotocolAtAllClosesWith4406() {
    try (WsClient socket = client.socket(Map.of())) {
      assertThat(socket.closed().code()).isEqualTo(4406);
    }
  }

  @Test
  void theOlderProtocolCanBeSwitchedOff() {
    try (TestServer strict = TestServer.start(Map.of("BUDDYCHAT_WS_OLDER_PROTOCOL", "false"));
        WsClient socket = strict.client().socket(Map.of(), "graphql-ws")) {
      assertThat(socket.closed().code()).isEqualTo(4406);
    }
  }

  @Test
  void aForeignPageMayNotConnect() {
    assertThatThrownBy(() -> client.socket(Map.of("Origin", "https://evil.example"), NEWER))
        .hasMessageContaining("Handshake");
  }

  @Test
  void anOwnPageMayConnect() {
    String own = "http://" + server.uri().getAuthority();
    assertOpens(client.socket(Map.of("Origin", own), NEWER));
  }

  @Test
  void aListedPageMayConnect() {
    assertOpens(client.socket(Map.of("Origin", "https://friend.example"), NEWER));
  }

  @Test
  void aMessageThatIsTooLongClosesWith1009() {
    try (WsClient socket = client.socket()) {
      socket.send("{\"type\":\"ping\",\"payload\":{\"x\":\"" + "x".repeat(1 << 20) + "\"}}");
      assertThat(socket.closed().code()).isEqualTo(1009);
    }
  }

  @Test
  void aLongMessageWithinTheBoundIsTaken() {
    try (WsClient socket = client.socket()) {
      socket.send("{\"type\":\"ping\",\"payload\":{\"x\":\"" + "x".repeat(1_000_000) + "\"}}");
      assertThat(socket.next()).hasSizeGreaterThan(1_000_000);
    }
  }

  @Test
  void theServerPings() {
    try (TestServer lively = TestServer.start(Map.of("BUDDYCHAT_WS_PING_INTERVAL", "PT0.1S"));
        WsClient socket = lively.client().socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      assertThat(socket.next()).isEqualTo("{\"type\":\"ping\"}");
      assertThat(socket.next()).isEqualTo("{\"type\":\"ping\"}");
    }
  }

  @Test
  void noIntroductionInTimeClosesWith4408() {
    try (TestServer strict = TestServer.start(Map.of("BUDDYCHAT_WS_INIT_TIMEOUT", "PT0.1S"));
        WsClient socket = strict.client().socket()) {
      assertThat(socket.closed().code()).isEqualTo(4408);
    }
  }

  @Test
  void tooManyOperationsAreRefusedEachByItsOwnError() {
    try (TestServer small = TestServer.start(Map.of("BUDDYCHAT_WS_MAX_OPERATIONS", "1"));
        WsClient socket = small.client().socketOf(small.client().join("ann.example"))) {
      socket.send(TestClient.subscribe("1", "subscription { subscribe { success } }"));
      assertThat(socket.next()).contains("\"success\":true");
      socket.send(TestClient.subscribe("2", "{ __typename }"));
      assertThat(socket.next()).contains("\"error\"").contains("RATE_LIMITED");
    }
  }

  @Test
  void aBrokenHandshakeIs400() {
    Reply reply = Raw.get(server.uri(), "Upgrade: websocket", "Connection: Upgrade");
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void foreignPagesGetNoCorsHeaders() {
    Reply reply = client.post("{ __typename }", Map.of(), Map.of("Origin", "https://evil.example"));
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(reply.header("Vary").orElse("")).contains("Origin");
  }

  @Test
  void listedPagesGetCorsHeaders() {
    Map<String, String> origin = Map.of("Origin", "https://friend.example");
    assertThat(
            client.post("{ __typename }", Map.of(), origin).header("Access-Control-Allow-Origin"))
        .contains("https://friend.example");
    Reply preflight =
        client.send(
            "OPTIONS",
            "",
            BodyPublishers.noBody(),
            Map.of(
                "Origin",
                "https://friend.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type"));
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).contains("https://friend.example");
    assertThat(preflight.header("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization");
  }
}
