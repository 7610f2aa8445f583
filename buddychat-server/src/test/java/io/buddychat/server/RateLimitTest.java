package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.buddychat.testkit.ws.WsClient;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void aMutationByGetCountsAndIsNotReadWithoutALimitLeft() {
    try (TestServer server = TestServer.start(ONE)) {
      String mutation = "?query=mutation%7B__typename%7D";
      assertThat(server.client().get(mutation, Map.of()).status()).isEqualTo(405);
      TestClient.Reply refused = server.client().get(mutation, Map.of());
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
      assertThat(refused.header("Retry-After")).isPresent();
    }
  }

  private static Map<String, String> from(String... forwarded) {
    return Map.of("X-Forwarded-For", String.join(", ", forwarded));
  }

  private static int status(TestServer server, Map<String, String> headers) {
    return server.client().post("{ __typename }", Map.of(), headers).status();
  }

  @Test
  void whatAClientSaysOfItsAddressIsNotBelieved() {
    try (TestServer server = TestServer.start(ONE)) {
      assertThat(status(server, from("203.0.113.1"))).isEqualTo(200);
      assertThat(status(server, from("203.0.113.2"))).isEqualTo(403);
    }
  }

  @Test
  void behindAProxyEachClientIsCountedForItself() {
    Map<String, String> settings =
        Map.of(
            "BUDDYCHAT_RATE_LIMIT", "1",
            "BUDDYCHAT_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8");
    try (TestServer server = TestServer.start(settings)) {
      assertThat(status(server, from("203.0.113.1"))).isEqualTo(200);
      assertThat(status(server, from("203.0.113.2"))).isEqualTo(200);
      assertThat(status(server, from("203.0.113.2"))).isEqualTo(403);
      assertThat(status(server, from("198.51.100.7", "203.0.113.1:4711", "10.0.0.1")))
          .as("what stands before the last one that is no proxy was written by the client")
          .isEqualTo(403);
      assertThat(status(server, from("2001:db8:0:1::1"))).isEqualTo(200);
      assertThat(status(server, from("[2001:db8:0:1::2]:80")))
          .as("the same network of IPv6")
          .isEqualTo(403);
      assertThat(status(server, from("2001:db8:0:2::1"))).isEqualTo(200);
    }
  }

  @Test
  void behindAProxySocketsAreCountedLikeRequests() {
    Map<String, String> settings =
        Map.of("BUDDYCHAT_RATE_LIMIT", "1", "BUDDYCHAT_TRUSTED_PROXIES", "127.0.0.1");
    try (TestServer server = TestServer.start(settings);
        WsClient socket = server.client().socket(from("203.0.113.1"), "graphql-transport-ws")) {
      assertThat(status(server, from("203.0.113.1"))).isEqualTo(200);
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", "{ __typename }"));
      assertThat(socket.next()).contains("RATE_LIMITED");
      assertThat(status(server, from("203.0.113.2"))).isEqualTo(200);
    }
  }

  @Test
  void aClientByIpv6IsTheSameOnASocket() {
    Map<String, String> settings = Map.of("BUDDYCHAT_RATE_LIMIT", "1", "BUDDYCHAT_HOST", "::1");
    assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
    try (TestServer server = TestServer.start(settings);
        WsClient socket = server.client().socket()) {
      assertThat(server.client().post("{ __typename }").status()).isEqualTo(200);
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", "{ __typename }"));
      assertThat(socket.next()).contains("RATE_LIMITED");
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
