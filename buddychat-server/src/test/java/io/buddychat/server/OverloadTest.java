package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that works on one request at a time, while that one does not end: a login, which is
/// held up.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OverloadTest {

  private static final String LOGIN = TestClient.logInDocument("nobody.here");
  private static final String SIGN_UP =
      """
      mutation {
        createUser(username: "ann.example", email: "ann@example.org", password: "Secret123",
          firstName: "Ann", lastName: "Example",
          phoneNumber: {number: "15112345678", countryCode: "49"}) { user { username } }
      }
      """;

  private final HeldPasswords passwords = new HeldPasswords();
  private TestServer server = start("0");
  private CompletableFuture<Reply> held = CompletableFuture.failedFuture(new AssertionError());

  private TestServer start(String waiting) {
    return start("1", waiting);
  }

  private TestServer start(String atOnce, String waiting) {
    return TestServer.start(
        Map.of(
            "BUDDYCHAT_REQUESTS_AT_ONCE",
            atOnce,
            "BUDDYCHAT_REQUESTS_WAITING",
            waiting,
            "BUDDYCHAT_REQUESTS_LONGEST_WAIT",
            "PT1M",
            "BUDDYCHAT_RATE_LIMIT_STATUS",
            "429"),
        passwords);
  }

  @AfterEach
  void stop() {
    passwords.release();
    server.close();
  }

  private TestClient client() {
    return server.client();
  }

  private void fill() {
    held = CompletableFuture.supplyAsync(() -> client().post(LOGIN));
    passwords.awaitLogin();
  }

  private void empty() {
    passwords.release();
    assertThat(held.join().at("/errors/0/extensions/code")).isEqualTo("UNAUTHENTICATED");
    // The answer is on its way before the place is free.
    while (status("/metrics").body().contains("buddychat_requests{state=\"running\"} 1\n")) {
      Thread.onSpinWait();
    }
  }

  private Reply status(String path) {
    return new TestClient(server.uri().resolve(path)).get("", Map.of());
  }

  private static void assertTurnedAway(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).contains("1");
    assertThat(reply.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
    assertThat(reply.at("/errors/0/extensions/retryAfter")).isEqualTo("1");
    assertThat(reply.json().has("data")).isFalse();
  }

  @Test
  void overHttpItIs503WithATimeToComeBack() {
    fill();
    assertTurnedAway(client().post("{ __typename }"));
    assertTurnedAway(client().get("?query=%7B__typename%7D", Map.of()));
    assertTurnedAway(
        client()
            .post(
                "{ __typename }", Map.of(), Map.of("Accept", "application/graphql-response+json")));
    assertTurnedAway(
        client().post("{ __typename }", Map.of(), Map.of("Accept", "text/event-stream")));
    empty();
    assertThat(client().post("{ __typename }").status()).isEqualTo(200);
  }

  @Test
  void aDownloadIs503Too() {
    fill();
    Reply refused = status("/attachments/none");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).contains("1");
    assertThat(refused.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
    empty();
    assertThat(status("/attachments/none").status()).isEqualTo(401);
  }

  @Test
  void overASocketTheOperationIsRefusedAndTheSocketStays() {
    try (WsClient socket = client().socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      fill();
      for (String document : List.of("{ __typename }", "subscription { subscribe { success } }")) {
        socket.send(TestClient.subscribe("1", document));
        assertThat(socket.next())
            .contains("\"type\":\"error\"")
            .contains("RATE_LIMITED")
            .contains("\"retryAfter\":1");
      }
      empty();
      socket.send(TestClient.subscribe("2", "{ __typename }"));
      assertThat(socket.next()).contains("\"__typename\":\"Query\"");
    }
  }

  @Test
  void aNewSocketIsAskedToComeBack() {
    fill();
    try (WsClient socket = client().socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.closed().code()).isEqualTo(1013);
    }
  }

  @Test
  void aMutationThatWasTurnedAwayHasChangedNothing() {
    fill();
    assertTurnedAway(client().post(SIGN_UP));
    empty();
    assertThat(client().post(SIGN_UP).at("/data/createUser/user/username"))
        .as("the name is not taken")
        .isEqualTo("ann.example");
  }

  @Test
  void whoWatchesOverItIsAnsweredAlways() {
    fill();
    assertTurnedAway(client().post("{ __typename }"));
    for (String path : List.of("/healthz", "/readyz", "/schema.graphqls")) {
      assertThat(status(path).status()).as(path).isEqualTo(200);
    }
    assertThat(status("/metrics").body())
        .contains("buddychat_requests{state=\"running\"} 1\n")
        .contains("buddychat_requests{state=\"waiting\"} 0\n")
        .contains("buddychat_turned_away_total 1\n")
        .contains("buddychat_rate_limited_total 0\n");
  }

  @Test
  void whoWaitsIsAnsweredWhenTheirTurnComes() {
    server.close();
    server = start("1");
    fill();
    CompletableFuture<Reply> next =
        CompletableFuture.supplyAsync(() -> client().post("{ __typename }"));
    while (!status("/metrics").body().contains("buddychat_requests{state=\"waiting\"} 1\n")) {
      assertThat(next).isNotDone();
    }
    assertTurnedAway(client().post("{ __typename }"));
    passwords.release();
    assertThat(next.join().status()).isEqualTo(200);
  }

  @Test
  void whoWaitsForAPasswordKeepsNobodyElseOut() {
    server.close();
    server = start("4", "0");
    fill();
    CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> client().post(LOGIN));
    while (!status("/metrics").body().contains("buddychat_requests{state=\"running\"} 2\n")) {
      assertThat(second).isNotDone();
    }
    Reply third = client().post(LOGIN);
    assertThat(third.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
    assertThat(third.at("/errors/0/message")).contains("Too many logins at once");
    assertThat(client().post("{ __typename }").status()).isEqualTo(200);
    passwords.release();
    for (CompletableFuture<Reply> login : List.of(held, second)) {
      assertThat(login.join().at("/errors/0/extensions/code")).isEqualTo("UNAUTHENTICATED");
    }
  }
}
