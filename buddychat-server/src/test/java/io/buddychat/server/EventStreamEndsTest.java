package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.Timers;
import io.buddychat.graphql.ws.WsRequest;
import io.buddychat.graphql.ws.WsSettings;
import io.buddychat.testkit.ws.WsScript;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Event streams whose clients leave, do not read, or talk where they should listen; with a script
/// behind them instead of a chat.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventStreamEndsTest {

  private static final String LARGE = "x".repeat(100_000);
  private static final String TICKS = "subscription { ticks }";

  private final WsScript script = new WsScript();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private int asked;
  private final OpenStreams open = new OpenStreams(1_000);
  private final HttpFront front =
      new HttpFront("127.0.0.1", 0, threads, HttpFront.Served.only(new Streams()));

  @BeforeEach
  void start() throws Exception {
    front.bind();
    front.start();
  }

  @AfterEach
  void stop() {
    script.release();
    front.stop();
    threads.close();
    scheduler.shutdownNow();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + front.port() + "/graphql");
  }

  private void awaitNoneOpen() throws InterruptedException {
    while (open.count() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void aClientThatLeavesIsFollowedByNobodyAtOnceAndWithoutAnEvent() throws Exception {
    EventReader reader = ask(0);
    reader.close();
    script.ticks().awaitCancelled(1);
    awaitNoneOpen();
  }

  @Test
  void aHundredThatLeaveLeaveNothingBehind() throws Exception {
    try (LoudLog log = LoudLog.open()) {
      for (int i = 1; i <= 100; i++) {
        ask(0).close();
      }
      script.ticks().awaitCancelled(100);
      awaitNoneOpen();
      front.stop();
      assertThat(log.said()).isEmpty();
    }
  }

  @Test
  void whoDoesNotReadIsCutOffAndSlowsNobodyElse() throws Exception {
    try (EventReader lazy = ask(4096);
        EventReader quick = ask(0)) {
      for (int i = 0; i < 200; i++) {
        script.ticks().emit(WsScript.data("ticks", i + LARGE));
        assertThat(quick.next().data()).contains("\"" + i + "x");
      }
      script.ticks().awaitCancelled(1);
      assertThat(lazy.untilTheEnd()).doesNotContain("event: complete");
    }
    script.ticks().awaitCancelled(2);
    awaitNoneOpen();
  }

  @Test
  void aSecondRequestBehindAStreamEndsTheConnection() throws Exception {
    try (EventReader reader = ask(0)) {
      reader.send("GET /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(reader.untilTheEnd()).isEmpty();
    }
    script.ticks().awaitCancelled(1);
    awaitNoneOpen();
  }

  @Test
  void aFailureNobodyForesawIsMasked() {
    try (EventReader reader = EventReader.get(uri(), "{ crash }", "")) {
      assertThat(reader.rest())
          .contains("\"code\":\"INTERNAL\"")
          .doesNotContain(WsScript.SECRET)
          .endsWith("event: complete\ndata:\n\n");
    }
  }

  @Test
  void aStreamThatEndsByItselfIsComplete() {
    try (EventReader reader = EventReader.get(uri(), "subscription { count }", "")) {
      assertThat(reader.rest())
          .isEqualTo(
              """
              event: next
              data: {"data":{"count":1}}

              event: next
              data: {"data":{"count":2}}

              event: complete
              data:

              """);
    }
  }

  /// A stream that has begun.
  private EventReader ask(int receiveBuffer) {
    EventReader reader = EventReader.get(uri(), TICKS, "", receiveBuffer);
    script.ticks().awaitSubscribers(++asked);
    return reader;
  }

  /// Answers everything with a stream.
  private final class Streams extends Handler.Abstract {

    private final EventStreams streams =
        new EventStreams(
            new GraphQlWs(threads, Timers.on(scheduler), WsSettings.defaults()),
            new OpenSockets(1_000),
            new SocketWays(
                threads,
                Timers.on(scheduler),
                new OutboundQueue.Bounds(256, Duration.ofMillis(500)),
                Duration.ofMinutes(1)),
            open);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String query =
          Request.extractQueryParameters(request, StandardCharsets.UTF_8).getValue("query");
      return streams.answer(
          new EventStreams.Exchange(request, response, callback),
          "somebody",
          new WsRequest(query, Optional.empty(), Optional.empty(), Map.of("to", 2), Map.of()),
          _ -> new ScriptedSockets.Scripted(script));
    }
  }
}
