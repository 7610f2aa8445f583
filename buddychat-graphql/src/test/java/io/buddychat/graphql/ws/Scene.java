package io.buddychat.graphql.ws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A connection on one thread, where nothing happens unless the test makes it happen: calls run
/// when told to, frames are written when told to, time passes when told to. So each race is a fixed
/// order of lines.
final class Scene implements WsSocket, Operations, Executor {

  static final String INIT = "{\"type\":\"connection_init\"}";
  static final String ACK = "{\"type\":\"connection_ack\"}";

  final HandTimers timers = new HandTimers();

  /// All that the client saw, a close as `4400 reason`.
  final List<String> seen = new ArrayList<>();

  /// All that the world was asked, in order.
  final List<String> asked = new ArrayList<>();

  /// Called with each frame as it is sent, before `send` returns.
  Consumer<String> onSend = _ -> {};

  Function<Map<String, @Nullable Object>, Admission> admission = _ -> Admission.accepted();
  final Map<String, Function<Cancellation, Outcome>> answers = new HashMap<>();
  boolean full;

  final GraphQlWsConnection connection;
  private final Queue<Runnable> calls = new ArrayDeque<>();
  private final Queue<Unwritten> unwritten = new ArrayDeque<>();

  Scene() {
    this(WsSettings.defaults(), WsSubprotocol.GRAPHQL_TRANSPORT_WS);
  }

  Scene(WsSettings settings) {
    this(settings, WsSubprotocol.GRAPHQL_TRANSPORT_WS);
  }

  Scene(WsSettings settings, WsSubprotocol subprotocol) {
    connection = new GraphQlWs(this, timers, settings).connection(subprotocol, this, this);
    connection.onOpen();
  }

  /// Comes in, and forgets how.
  Scene acknowledged() {
    connection.onText(INIT);
    runCalls();
    seen.clear();
    asked.clear();
    unwritten.clear();
    return this;
  }

  void subscribe(String id, String query) {
    connection.onText(
        "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}"
            .formatted(id, query));
  }

  void complete(String id) {
    connection.onText(completed(id));
  }

  static String completed(String id) {
    return "{\"id\":\"%s\",\"type\":\"complete\"}".formatted(id);
  }

  static String next(String id, String payload) {
    return "{\"id\":\"%s\",\"type\":\"next\",\"payload\":%s}".formatted(id, payload);
  }

  /// Makes the oldest call that waits for the executor.
  void runCall() {
    calls.remove().run();
  }

  /// Makes all calls that wait, and those which they bring.
  void runCalls() {
    while (!calls.isEmpty()) {
      runCall();
    }
  }

  /// The network takes so many frames.
  void write(int frames) {
    for (int frame = 0; frame < frames; frame++) {
      Unwritten next = unwritten.remove();
      next.written().accept(next.length());
    }
  }

  private record Unwritten(int length, IntConsumer written) {}

  int unwritten() {
    return unwritten.size();
  }

  @Override
  public void send(byte[] utf8, IntConsumer written) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    seen.add(text);
    unwritten.add(new Unwritten(utf8.length, written));
    onSend.accept(text);
  }

  @Override
  public void close(WsCloseCode code, String reason) {
    seen.add(code.number() + " " + reason);
  }

  @Override
  public void execute(Runnable call) {
    if (full) {
      throw new RejectedExecutionException("full");
    }
    calls.add(call);
  }

  @Override
  public void opened(WsControl control) {
    asked.add("opened");
  }

  @Override
  public Admission connect(Map<String, @Nullable Object> initPayload) {
    asked.add("connect");
    return admission.apply(initPayload);
  }

  @Override
  public Outcome start(WsRequest request, Cancellation cancellation) {
    asked.add("start " + request.query());
    return answers
        .getOrDefault(request.query(), _ -> new Outcome.Single(Map.of("data", Map.of())))
        .apply(cancellation);
  }

  @Override
  public void closed() {
    asked.add("closed");
  }

  /// A subscription that writes down what it is told.
  static Flow.Subscription recording(List<String> told) {
    return new Flow.Subscription() {
      @Override
      public void request(long n) {
        told.add("request " + n);
      }

      @Override
      public void cancel() {
        told.add("cancel");
      }
    };
  }
}
