package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.contract.Troubled;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server says about itself.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatusTest {

  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+(\\{[a-z]+=\"[^\"\\n]*\"(,[a-z]+=\"[^\"\\n]*\")*})? -?[0-9.E-]+");

  /// What happens before each access to the database.
  private final AtomicReference<Runnable> trouble = new AtomicReference<>(() -> {});

  private final CountDownLatch released = new CountDownLatch(1);
  private TestServer server = TestServer.on(new Troubled(new InMemoryStore(), this::before));

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  private void before() {
    trouble.get().run();
  }

  private Reply get(String path) {
    return send("GET", path);
  }

  private Reply send(String method, String path) {
    return new TestClient(server.uri().resolve(path))
        .send(method, "", BodyPublishers.noBody(), Map.of());
  }

  @Test
  void itIsAliveAndReady() {
    assertThat(get("/healthz").status()).isEqualTo(200);
    assertThat(get("/readyz").status()).isEqualTo(200);
    assertThat(get("/readyz").at("/database")).isEqualTo("ok");
  }

  @Test
  void withoutItsDatabaseItIsAliveButNotReady() {
    trouble.set(
        () -> {
          throw new IllegalStateException("password=open-sesame");
        });
    Reply reply = get("/readyz");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(TestClient.json(reply.body()))
        .isEqualTo(TestClient.json("{\"database\":\"unavailable\",\"server\":\"ok\"}"));
    assertThat(get("/healthz").status()).isEqualTo(200);
    trouble.set(() -> {});
    assertThat(get("/readyz").status()).isEqualTo(200);
  }

  @Test
  void aDatabaseThatHangsIsNotWaitedFor() {
    trouble.set(this::hang);
    assertThat(get("/readyz").status()).isEqualTo(503);
    assertThat(get("/readyz").at("/database")).isEqualTo("unavailable");
  }

  private void hang() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/metrics", "/schema.graphqls"})
  void itIsOnlyRead(String path) {
    Reply head = send("HEAD", path);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      Reply reply = send(method, path);
      assertThat(reply.status()).as(method).isEqualTo(405);
      assertThat(reply.header("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void itIsNotRateLimited() {
    server.close();
    server = TestServer.start(Map.of("BUDDYCHAT_RATE_LIMIT", "1"));
    for (int i = 0; i < 20; i++) {
      assertThat(get("/readyz").status()).isEqualTo(200);
    }
  }

  @Test
  void theSchemaIsThere() {
    assertThat(get("/schema.graphqls").body()).isEqualTo(BuddyChatGraphQl.schema());
  }

  @Test
  void metricsCanBeSwitchedOff() {
    server.close();
    server = TestServer.start(Map.of("BUDDYCHAT_METRICS", "false"));
    assertThat(get("/metrics").status()).isEqualTo(404);
  }

  @Test
  void everyLineOfTheMetricsIsACommentOrASample() {
    server.client().join("ann.example");
    assertThat(get("/metrics").body().lines())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            line -> assertThat(line.startsWith("# ") || SAMPLE.matcher(line).matches()).isTrue());
  }

  @Test
  void whatIsAskedIsCountedByKindAndOutcome() {
    TestClient client = server.client();
    var _ = client.post("{ __typename }");
    var _ = client.post("{ me { id } }");
    var _ = client.post("{ broken");
    var _ = client.post(TestClient.logInDocument("nobody"));
    assertThat(get("/metrics").body())
        .contains("buddychat_operations_total{code=\"OK\",kind=\"query\"} 1\n")
        .contains("buddychat_operations_total{code=\"UNAUTHENTICATED\",kind=\"query\"} 1\n")
        .contains("buddychat_operations_total{code=\"INVALID_INPUT\",kind=\"none\"} 1\n")
        .contains("buddychat_operations_total{code=\"UNAUTHENTICATED\",kind=\"mutation\"} 1\n")
        .contains("buddychat_operations_running 0\n")
        .contains("buddychat_field_seconds_count{field=\"Query.me\"} 1\n")
        .contains("buddychat_field_seconds_bucket{field=\"Mutation.login\",le=\"+Inf\"} 1\n");
  }

  /// An answer is counted when it has left, so perhaps a little after it was read.
  @Test
  void answersAreCountedByStatus() {
    var _ = server.client().postBody("{}", Map.of("Content-Type", "text/plain"));
    String metrics = get("/metrics").body();
    while (!metrics.contains("buddychat_http_answers_total{status=\"415\"} ")) {
      metrics = get("/metrics").body();
    }
    assertThat(metrics).contains("buddychat_http_answers_total{status=\"415\"} 1\n");
  }

  @Test
  void whatClientsWriteIsNoLabel() {
    TestClient client = server.client();
    for (int i = 0; i < 50; i++) {
      var _ = client.post("query Canary" + i + " { canary" + i + ": canary" + i + " }");
      var _ = client.get("/canary" + i, Map.of());
    }
    assertThat(get("/metrics").body()).doesNotContainIgnoringCase("canary");
  }

  @Test
  void whatIsOverTheLimitIsCounted() {
    server.close();
    server = TestServer.start(Map.of("BUDDYCHAT_RATE_LIMIT", "1"));
    var _ = server.client().post("{ __typename }");
    var _ = server.client().post("{ __typename }");
    assertThat(get("/metrics").body()).contains("buddychat_rate_limited_total 1\n");
  }

  @Test
  void openSocketsAndSubscriptionsAreCounted() {
    TestClient.Login login = server.client().join("ann.example");
    try (WsClient socket = server.client().socketOf(login)) {
      socket.send(TestClient.subscribe("1", "subscription { subscribe { success } }"));
      assertThat(socket.next()).contains("success");
      assertThat(get("/metrics").body())
          .contains("buddychat_sockets{subprotocol=\"graphql-transport-ws\"} 1\n")
          .contains("buddychat_subscriptions 1\n")
          .contains("buddychat_events_sent_total 1\n")
          .contains("buddychat_socket_frames_waiting 0\n");
      socket.send("{\"type\":\"complete\",\"id\":\"1\"}");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.next()).contains("pong");
      assertThat(get("/metrics").body()).contains("buddychat_subscriptions 0\n");
    }
  }

  @Test
  void theConnectionsToTheDatabaseAreCounted() {
    try (JdbiStore store =
        JdbiStore.open(JdbiStore.Options.of("jdbc:h2:mem:" + UUID.randomUUID()))) {
      server.close();
      server = TestServer.on(store);
      assertThat(get("/metrics").body())
          .containsPattern("buddychat_database_connections\\{state=\"active\"} \\d+\n")
          .containsPattern("buddychat_database_connections\\{state=\"idle\"} \\d+\n")
          .containsPattern("buddychat_database_waiting \\d+\n");
      server.close();
    }
  }

  @Test
  void anAnswerHasTheIdOfItsRequest() {
    Reply given = server.client().post("{ a }", Map.of(), Map.of("X-Request-Id", "abc-1"));
    assertThat(given.header("X-Request-Id")).contains("abc-1");
    String own = server.client().post("{ a }").header("X-Request-Id").orElseThrow();
    assertThat(own).matches("[0-9a-f-]{36}");
    assertThat(get("/nowhere").header("X-Request-Id")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\u001b[31m", "a,b", "<b>", "\u00e9"})
  void anIdThatIsNotSaneIsReplaced(String id) throws IOException {
    try (RawClient client = new RawClient(server.uri())) {
      client.send("GET /healthz HTTP/1.1\nHost: a\nX-Request-Id: " + id + "\n\n");
      RawClient.Answer answer = client.answer();
      if (answer.status() == 200) {
        assertThat(answer.head()).containsPattern("X-Request-Id: [0-9a-f-]{36}\r\n");
      } else {
        assertThat(answer.status()).isEqualTo(400);
      }
    }
  }

  @Test
  void anIdThatIsLongIsReplaced() {
    Reply reply = server.client().post("{ a }", Map.of(), Map.of("X-Request-Id", "x".repeat(129)));
    assertThat(reply.header("X-Request-Id").orElseThrow()).hasSize(36);
  }
}
