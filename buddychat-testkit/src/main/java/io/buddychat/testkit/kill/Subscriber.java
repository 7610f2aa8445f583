package io.buddychat.testkit.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.buddychat.testkit.ws.JdkWsClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Follows one person's inbox over one socket after another, each from the cursor of the last event
/// that it has dealt with, and keeps what it was shown.
final class Subscriber {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK_UP = Duration.ofMillis(100);
  private static final long BEFORE_THE_NEXT_SOCKET_MILLIS = 20;
  private static final int LONGEST_WITHOUT_A_CUT = 400;

  private static final String FOLLOW =
      "subscription ($after: Cursor) { inbox(after: $after) " + Event.FIELDS + " }";

  private final Person person;
  private final Optional<Random> cuts;

  // Its thread writes, the run reads.
  private final List<Event> seen = new ArrayList<>();
  private String cursor;
  private String trouble = "none";
  private int sockets;

  /// @param cuts after how many events it cuts its own socket; empty when it never does
  Subscriber(Person person, Optional<Random> cuts) {
    this.person = person;
    this.cuts = cuts;
    cursor = person.beginning();
  }

  Person person() {
    return person;
  }

  synchronized List<Event> seen() {
    return List.copyOf(seen);
  }

  synchronized String cursor() {
    return cursor;
  }

  synchronized int sockets() {
    return sockets;
  }

  /// Why it lost its last socket, or did not get one.
  synchronized String trouble() {
    return trouble;
  }

  /// Follows until it is stopped.
  void follow(Supplier<URI> server, BooleanSupplier stopped) {
    while (!stopped.getAsBoolean()) {
      try (JdkWsClient socket = connect(server.get())) {
        listen(socket, stopped);
      } catch (RuntimeException e) {
        note(e.toString());
      }
      KillRun.pause(BEFORE_THE_NEXT_SOCKET_MILLIS);
    }
  }

  private JdkWsClient connect(URI server) {
    URI address = URI.create("ws" + server.toString().substring("http".length()));
    JdkWsClient socket = JdkWsClient.connect(address, Map.of(), "graphql-transport-ws");
    synchronized (this) {
      sockets++;
    }
    return socket;
  }

  private void listen(JdkWsClient socket, BooleanSupplier stopped) {
    send(socket, Map.of("type", "connection_init", "payload", Map.of("token", person.token())));
    int most = cuts.map(random -> 1 + random.nextInt(LONGEST_WITHOUT_A_CUT)).orElse(-1);
    int heard = 0;
    while (heard != most && !stopped.getAsBoolean() && !socket.isOver()) {
      Optional<String> frame = socket.nextWithin(LOOK_UP);
      if (frame.isPresent()) {
        hear(frame.get(), socket);
        heard++;
      }
    }
  }

  private void hear(String frame, JdkWsClient socket) {
    JsonNode message = parsed(frame);
    switch (message.path("type").asText()) {
      case "connection_ack" -> subscribe(socket);
      case "ping" -> send(socket, Map.of("type", "pong"));
      case "next" -> dealWith(message);
      default -> throw new IllegalStateException("no event: " + frame);
    }
  }

  private void subscribe(JdkWsClient socket) {
    Map<String, ?> payload = Map.of("query", FOLLOW, "variables", Map.of("after", cursor()));
    send(socket, Map.of("type", "subscribe", "id", "1", "payload", payload));
  }

  private synchronized void dealWith(JsonNode message) {
    JsonNode event = message.at("/payload/data/inbox");
    if (!event.isObject()) {
      throw new IllegalStateException("no event: " + message);
    }
    if (!event.path("operation").asText().equals("SUBSCRIPTION_ACTIVE")) {
      seen.add(Event.of(event));
    }
    cursor = event.get("cursor").asText();
  }

  private synchronized void note(String newTrouble) {
    trouble = newTrouble;
  }

  private static void send(JdkWsClient socket, Map<String, ?> message) {
    try {
      socket.send(JSON.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(String frame) {
    try {
      return JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + frame, e);
    }
  }

  @Override
  public String toString() {
    return person.name() + (cuts.isPresent() ? ", who cuts their socket," : "");
  }
}
