package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.buddychat.testkit.client.Sockets.Closing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The client's side of `graphql-transport-ws` on one socket, from its introduction to its end. Any
/// number of operations run on it at once.
final class Wire implements Sockets.Listener {

  private static final CompletionStage<?> AT_ONCE = CompletableFuture.completedFuture("room");
  private static final int BAD_MESSAGE = 4400;

  private final Sockets.Socket socket;

  // Guarded by this.
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final List<String> waiting = new ArrayList<>();
  private Optional<Closing> closing = Optional.empty();
  private Optional<Closing> retiring = Optional.empty();
  private boolean acknowledged;
  private int count;

  private volatile long heard = System.nanoTime();

  /// Opens a socket.
  ///
  /// @param token whose it shall be; nobody's if there is none
  Wire(Sockets sockets, Optional<String> token) {
    socket = sockets.open(this);
    Map<String, Object> init = new LinkedHashMap<>();
    init.put("type", "connection_init");
    token.ifPresent(text -> init.put("payload", Map.of("token", text)));
    socket.send(Json.write(init));
  }

  /// What an operation hears: any number of answers, and one end.
  interface Operation {

    /// @return when there is room for the next answer
    CompletionStage<?> next(JsonNode answer);

    void failed(JsonNode errors);

    void complete();

    /// @param wasAcknowledged whether the server had let the socket in before
    void closed(Closing closing, boolean wasAcknowledged);
  }

  /// Begins an operation, as soon as the server lets the socket in.
  void begin(JsonNode request, Operation operation) {
    Optional<Closing> over;
    synchronized (this) {
      over = closing;
      if (over.isEmpty()) {
        String id = String.valueOf(++count);
        operations.put(id, operation);
        String message = Json.write(Map.of("type", "subscribe", "id", id, "payload", request));
        if (acknowledged) {
          socket.send(message);
        } else {
          waiting.add(message);
        }
      }
    }
    over.ifPresent(why -> operation.closed(why, wasAcknowledged()));
  }

  /// Asks for a sign of life.
  void ping() {
    socket.send(Json.write(Map.of("type", "ping")));
  }

  /// When something was last heard, by `System.nanoTime`.
  long heard() {
    return heard;
  }

  synchronized boolean isOpen() {
    return closing.isEmpty();
  }

  synchronized boolean wasAcknowledged() {
    return acknowledged;
  }

  void close(Closing why) {
    socket.close();
    closed(why);
  }

  /// Closes the socket as soon as no operation runs on it.
  void closeWhenIdle(Closing why) {
    synchronized (this) {
      retiring = Optional.of(why);
    }
    retire();
  }

  private void retire() {
    Optional<Closing> now;
    synchronized (this) {
      now = retiring.filter(why -> operations.isEmpty());
    }
    now.ifPresent(this::close);
  }

  @Override
  public CompletionStage<?> text(String text) {
    heard = System.nanoTime();
    JsonNode message = Json.read(text).orElse(MissingNode.getInstance());
    String id = Json.text(message, "id");
    JsonNode payload = message.path("payload");
    switch (Json.text(message, "type")) {
      case "connection_ack" -> acknowledge();
      case "ping" -> socket.send(Json.write(Map.of("type", "pong")));
      case "pong" -> {}
      case "next" -> {
        return running(id).<CompletionStage<?>>map(each -> each.next(payload)).orElse(AT_ONCE);
      }
      case "error" -> {
        ended(id).ifPresent(operation -> operation.failed(payload));
        retire();
      }
      case "complete" -> {
        ended(id).ifPresent(Operation::complete);
        retire();
      }
      default -> close(new Closing(BAD_MESSAGE, "the server does not keep to the protocol"));
    }
    return AT_ONCE;
  }

  private synchronized void acknowledge() {
    acknowledged = true;
    waiting.forEach(socket::send);
    waiting.clear();
  }

  private synchronized Optional<Operation> running(String id) {
    return Optional.ofNullable(operations.get(id));
  }

  private synchronized Optional<Operation> ended(String id) {
    return Optional.ofNullable(operations.remove(id));
  }

  @Override
  public void closed(Closing why) {
    List<Operation> all;
    synchronized (this) {
      if (closing.isPresent()) {
        return;
      }
      closing = Optional.of(why);
      all = List.copyOf(operations.values());
      operations.clear();
      waiting.clear();
    }
    all.forEach(operation -> operation.closed(why, wasAcknowledged()));
  }
}
