package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The API under another path.
class EndpointTest {

  private final TestServer server = TestServer.start(Map.of("BUDDYCHAT_PATH", "/chat/graphql"));
  private final TestClient client = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply get(String path, Map<String, String> headers) {
    return new TestClient(URI.create(server.uri().resolve("/") + path)).get("", headers);
  }

  @Test
  void itIsThereAndNowhereElse() {
    assertThat(server.uri().getPath()).isEqualTo("/chat/graphql");
    assertThat(client.post("{ __typename }").at("/data/__typename")).isEqualTo("Query");
    assertThat(client.get("/?query=%7B__typename%7D", Map.of()).at("/data/__typename"))
        .isEqualTo("Query");
    for (String path : List.of("graphql", "graphql/", "graphiql", "chat/graphql/x", "chat")) {
      assertThat(get(path, Map.of()).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void socketsOpenThere() {
    TestClient.Login ann = client.join("ann.example");
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(TestClient.subscribe("1", "{ me { username } }"));
      assertThat(socket.next()).contains("ann.example");
    }
  }

  /// The check stands before the upgrade, by whichever path that is asked for.
  @Test
  void noPageOfAnotherHostOpensOne() throws IOException {
    for (String origin : List.of("http://chat.example", "https://evil.example")) {
      try (RawClient raw = new RawClient(server.uri())) {
        raw.send(
            """
            GET /chat/graphql HTTP/1.1
            Host: chat.example
            Origin: %s
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Protocol: graphql-transport-ws

            """
                .formatted(origin));
        assertThat(raw.answer().status()).isEqualTo(origin.contains("evil") ? 403 : 101);
      }
    }
  }

  @Test
  void thePageStandsBesideIt() {
    assertThat(get("", Map.of()).body()).contains("/chat/graphql");
    Reply page = get("chat/graphiql", Map.of());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<html");
    Reply front = get("", Map.of("Accept", "text/html"));
    assertThat(front.status()).isEqualTo(302);
    assertThat(front.header("Location")).contains("chat/graphiql");
    assertThat(get("chat/try", Map.of()).status()).isEqualTo(200);
    assertThat(get("try", Map.of()).status()).isEqualTo(404);
    assertThat(get("healthz", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void besideAnotherNameThereIsNoPage() {
    try (TestServer api = TestServer.start(Map.of("BUDDYCHAT_PATH", "/api"))) {
      assertThat(api.client().post("{ __typename }").at("/data/__typename")).isEqualTo("Query");
      for (String path : List.of("graphiql", "api/graphiql", "graphql")) {
        assertThat(
                new TestClient(URI.create(api.uri().resolve("/") + path))
                    .get("", Map.of())
                    .status())
            .isEqualTo(404);
      }
    }
  }
}
