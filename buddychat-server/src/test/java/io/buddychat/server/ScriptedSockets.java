package io.buddychat.server;

import io.buddychat.graphql.ws.Admission;
import io.buddychat.graphql.ws.Cancellation;
import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.graphql.ws.Timers;
import io.buddychat.graphql.ws.WsRequest;
import io.buddychat.graphql.ws.WsSettings;
import io.buddychat.testkit.ws.JdkWsClient;
import io.buddychat.testkit.ws.WsClient;
import io.buddychat.testkit.ws.WsScript;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// The server's sockets with a script behind them instead of a chat.
final class ScriptedSockets implements AutoCloseable {

  private final WsScript script = new WsScript();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final OpenSockets open = new OpenSockets(1_000);
  private final HttpFront front;

  private ScriptedSockets(OutboundQueue.Bounds bounds, Duration silence) {
    Timers timers = Timers.on(scheduler);
    WsSettings settings = WsSettings.defaults().withInitTimeout(Duration.ofSeconds(2));
    GraphQlSocket.Parts parts =
        new GraphQlSocket.Parts(
            new GraphQlWs(threads, timers, settings),
            _ -> new Scripted(script),
            open,
            new SocketWays(threads, timers, bounds, silence),
            new Metrics(
                new Turnstile(new Turnstile.Bounds(1, 0, Duration.ZERO)),
                Optional::empty,
                Optional::empty));
    front =
        new HttpFront(
            "127.0.0.1", 0, threads, HttpFront.Served.only(SocketHandler.of(parts, 1 << 20)));
  }

  static ScriptedSockets start() throws Exception {
    return start(new OutboundQueue.Bounds(256, Duration.ofSeconds(10)), Duration.ofSeconds(30));
  }

  static ScriptedSockets start(OutboundQueue.Bounds bounds, Duration silence) throws Exception {
    ScriptedSockets sockets = new ScriptedSockets(bounds, silence);
    sockets.front.bind();
    sockets.front.start();
    return sockets;
  }

  WsScript script() {
    return script;
  }

  /// How many are open.
  int open() {
    return open.count();
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + front.port() + "/graphql");
  }

  WsClient connect(String... subprotocols) {
    return JdkWsClient.connect(uri(), Map.of(), subprotocols);
  }

  @Override
  public void close() {
    script.release();
    front.stop();
    threads.close();
    scheduler.shutdownNow();
  }

  record Scripted(WsScript script) implements Operations {

    @Override
    public Admission connect(Map<String, @Nullable Object> initPayload) {
      return script.admits(initPayload)
          ? new Admission.Accepted(script.greeting(initPayload), Optional.empty())
          : new Admission.Refused("Forbidden");
    }

    @Override
    public Outcome start(WsRequest request, Cancellation cancellation) {
      return switch (script.answer(request.query(), request.variables())) {
        case WsScript.Answer.Errors(var errors) -> new Outcome.Rejected(errors);
        case WsScript.Answer.Result(var result) -> new Outcome.Single(result);
        case WsScript.Answer.Events(var payloads) -> new Outcome.Stream(payloads);
      };
    }
  }
}
