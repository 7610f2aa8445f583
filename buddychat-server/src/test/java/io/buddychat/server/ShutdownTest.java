package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of a server, which loses nothing.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShutdownTest {

  private static final String LOGIN = TestClient.logInDocument("ann.example");

  private final HeldPasswords passwords = new HeldPasswords();
  private TestServer server;
  private TestClient client;

  @BeforeEach
  void start() {
    server = TestServer.start(Map.of(), passwords);
    client = server.client();
  }

  @AfterEach
  void stop() {
    passwords.release();
    server.close();
  }

  private CompletableFuture<Void> closing() {
    return CompletableFuture.runAsync(server::close);
  }

  @Test
  void socketsCloseWith1012() {
    try (WsClient greeted = client.socket();
        WsClient silent = client.socket()) {
      greeted.send("{\"type\":\"connection_init\"}");
      assertThat(greeted.next()).contains("connection_ack");
      CompletableFuture<Void> closed = closing();
      assertThat(greeted.closed().code()).isEqualTo(1012);
      assertThat(silent.closed().code()).isEqualTo(1012);
      closed.join();
    }
  }

  @Test
  void aRequestThatRunsIsAnsweredFirst() throws Exception {
    CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> client.post(LOGIN));
    passwords.awaitLogin();
    try (WsClient witness = client.socket()) {
      CompletableFuture<Void> closed = closing();
      assertThat(witness.closed().code()).isEqualTo(1012);
      assertThat(closed).isNotDone();
      passwords.release();
      assertThat(reply.get().status()).isEqualTo(200);
      assertThat(reply.get().at("/errors/0/extensions/code")).isEqualTo("UNAUTHENTICATED");
      closed.join();
    }
  }

  @Test
  void anOperationOnASocketThatRunsIsAnsweredFirst() {
    try (WsClient socket = client.socket();
        WsClient witness = client.socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", LOGIN));
      passwords.awaitLogin();
      CompletableFuture<Void> closed = closing();
      assertThat(witness.closed().code()).isEqualTo(1012);
      passwords.release();
      assertThat(socket.next()).contains("UNAUTHENTICATED");
      assertThat(socket.next()).contains("complete");
      assertThat(socket.closed().code()).isEqualTo(1012);
      closed.join();
    }
  }

  /// Longer than sockets without an operation are waited for.
  @Test
  void anOperationOnASocketHasAllTheTimeThereIs() throws Exception {
    HeldPasswords held = new HeldPasswords();
    try (TestServer other = TestServer.stoppingWithin(Duration.ofSeconds(30), held);
        WsClient socket = other.client().socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", LOGIN));
      held.awaitLogin();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(other::close);
      assertThatThrownBy(() -> closed.get(2, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      held.release();
      assertThat(socket.next()).contains("UNAUTHENTICATED");
      assertThat(socket.next()).contains("complete");
      assertThat(socket.closed().code()).isEqualTo(1012);
      closed.join();
    } finally {
      held.release();
    }
  }

  @Test
  void connectionsThatAreOpenAreToldThatItStopsAndThatItLives() throws Exception {
    CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> client.post(LOGIN));
    passwords.awaitLogin();
    try (RawClient ready = new RawClient(server.uri());
        RawClient alive = new RawClient(server.uri());
        RawClient asking = new RawClient(server.uri());
        WsClient witness = client.socket()) {
      for (RawClient open : List.of(ready, alive, asking)) {
        open.send("GET /readyz HTTP/1.1\nHost: a\n\n");
        assertThat(open.answer().status()).isEqualTo(200);
      }
      CompletableFuture<Void> closed = closing();
      assertThat(witness.closed().code()).isEqualTo(1012);
      ready.send("GET /readyz HTTP/1.1\nHost: a\n\n");
      RawClient.Answer answer = ready.answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(TestClient.json(answer.body()).at("/server").asText()).isEqualTo("stopping");
      alive.send("GET /healthz HTTP/1.1\nHost: a\n\n");
      assertThat(alive.answer().status()).isEqualTo(200);
      asking.send("GET /graphql?query=%7B__typename%7D HTTP/1.1\nHost: a\n\n");
      RawClient.Answer refused = asking.answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.head()).contains("Retry-After: 1\r\n");
      assertThat(TestClient.json(refused.body()).at("/errors/0/extensions/code").asText())
          .isEqualTo("RATE_LIMITED");
      passwords.release();
      assertThat(reply.get().status()).isEqualTo(200);
      closed.join();
    }
  }

  @Test
  void duringTheDelayItStillServesAndSaysThatItStops() {
    try (TestServer other = TestServer.start(Map.of("BUDDYCHAT_STOP_DELAY", "PT3S"))) {
      CompletableFuture<Void> closed = CompletableFuture.runAsync(other::close);
      TestClient ready = new TestClient(other.uri().resolve("/readyz"));
      while (ready.get("", Map.of()).status() == 200) {
        assertThat(closed).isNotDone();
      }
      assertThat(ready.get("", Map.of()).status()).isEqualTo(503);
      assertThat(other.client().post("{ __typename }").status()).isEqualTo(200);
      closed.join();
    }
  }

  @Test
  void aRequestThatDoesNotEndIsNotWaitedForForEver() {
    CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> client.post(LOGIN));
    passwords.awaitLogin();
    server.close();
    passwords.release();
    assertThat(reply.handle((_, failure) -> failure).join()).isNotNull();
  }

  @Test
  void afterwardsNobodyCanConnect() {
    server.close();
    assertThatThrownBy(() -> client.post("{ __typename }"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void stoppingTwiceIsStoppingOnce() {
    server.close();
    server.close();
  }
}
