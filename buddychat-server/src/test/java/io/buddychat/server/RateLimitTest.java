package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.WsClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who asks for too much, over the wire. A limit of one a minute, so that no test waits.
class RateLimitTest {

  private static final Map<String, String> ONE = Map.of("BUDDYCHAT_RATE_LIMIT", "1");

  @Test
  void whatIsOverTheLimitGets403AndATimeToComeBack() {
    try (TestServer server = TestServer.start(ONE)) {
      assertThat(server.client().post("{ __typename }").status()).isEqualTo(200);
      TestClient.Reply refused = server.client().post("{ __typename }");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
      assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 60);
    }
  }

  @Test
  void theStatusIs429WhereTheSettingSaysSo() {
    Map<String, String> settings =
        Map.of("BUDDYCHAT_RATE_LIMIT", "1", "BUDDYCHAT_RATE_LIMIT_STATUS", "429");
    try (TestServer server = TestServer.start(settings)) {
      assertThat(server.client().post("{ a: __typename b: __typename }").status())
          .as("operations are counted, not requests")
          .isEqualTo(429);
    }
  }

  @Test
  void theSocketIsLimitedToo() {
    try (TestServer server = TestServer.start(ONE);
        WsClient socket = server.client().socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", "{ a: __typename b: __typename }"));
      String answer = socket.next();
      assertThat(answer).contains("\"type\":\"error\"").contains("RATE_LIMITED");
      assertThat(server.client().post("{ __typename }").status())
          .as("what was refused cost nothing; and the address is the same on both")
          .isEqualTo(200);
      socket.send(TestClient.subscribe("2", "{ __typename }"));
      assertThat(socket.next()).contains("RATE_LIMITED");
    }
  }
}
