package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.WsClient;
import io.buddychat.testkit.ws.WsScript;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that do not read what they are sent.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowReaderTest {

  private static final String LARGE = "x".repeat(100_000);
  private static final String TICKS = "subscription { ticks }";

  private ScriptedSockets sockets;

  @BeforeEach
  void start() throws Exception {
    sockets =
        ScriptedSockets.start(
            new OutboundQueue.Bounds(256, Duration.ofMillis(500)), Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    sockets.close();
  }

  private LazySocket lazy() {
    LazySocket lazy = new LazySocket(sockets.uri());
    lazy.send("{\"type\":\"connection_init\"}");
    return lazy;
  }

  @Test
  void whoDoesNotReadIsCutOffAndSlowsNobodyElse() {
    try (LazySocket lazy = lazy();
        WsClient reader = sockets.connect("graphql-transport-ws")) {
      reader.send("{\"type\":\"connection_init\"}");
      assertThat(reader.next()).contains("connection_ack");
      reader.send(TestClient.subscribe("1", TICKS));
      sockets.script().ticks().awaitSubscribers(1);
      subscribeWhenAcknowledged(lazy);
      sockets.script().ticks().awaitSubscribers(2);
      for (int i = 0; i < 200; i++) {
        sockets.script().ticks().emit(WsScript.data("ticks", i + LARGE));
        assertThat(reader.next()).contains("\"" + i + "x");
      }
      sockets.script().ticks().awaitCancelled(1);
      reader.send("{\"type\":\"ping\"}");
      assertThat(reader.next()).contains("pong");
      assertThat(lazy.readToTheEnd()).isNotNegative();
    }
  }

  @Test
  void whoAsksAndAsksAndDoesNotReadIsCutOff() {
    try (LazySocket lazy = lazy()) {
      subscribeWhenAcknowledged(lazy);
      sockets.script().ticks().awaitSubscribers(1);
      String ping = "{\"type\":\"ping\",\"payload\":{\"x\":\"" + "x".repeat(30_000) + "\"}}";
      for (int i = 0; i < 1000 && sockets.script().ticks().cancelled() == 0; i++) {
        lazy.send(ping);
      }
      sockets.script().ticks().awaitCancelled(1);
    } catch (UncheckedIOException e) {
      // Cut off while it was still asking.
      sockets.script().ticks().awaitCancelled(1);
    }
  }

  private void subscribeWhenAcknowledged(LazySocket lazy) {
    lazy.awaitText("connection_ack");
    lazy.send(TestClient.subscribe("1", TICKS));
  }
}
