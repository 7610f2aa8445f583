package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/// A server that has one log of numbered events, and on each of its sockets does as a test says. It
/// answers at once, on the thread that asks, and goes on when the client has room.
final class ScriptedServer implements Sockets {

  private final int events;
  private final BiFunction<Integer, String, Script> scripts;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private int refreshed;
  private int told;

  /// @param scripts what to do on the first socket (1), the second (2), ...; and the token
  ScriptedServer(int events, BiFunction<Integer, String, Script> scripts) {
    this.events = events;
    this.scripts = scripts;
  }

  /// What becomes of a socket.
  ///
  /// @param texts how many the server says
  /// @param end how it closes it then; not at all if empty
  /// @param instead said in place of the events, unless it is empty
  record Script(int texts, Optional<Closing> end, String instead) {

    static final Script GOOD = new Script(Integer.MAX_VALUE, Optional.empty(), "");

    static Script closedAfter(int texts, int code) {
      return new Script(texts, Optional.of(new Closing(code, "as the script says")), "");
    }

    static Script silentAfter(int texts) {
      return new Script(texts, Optional.empty(), "");
    }

    static Script saying(String text) {
      return new Script(Integer.MAX_VALUE, Optional.empty(), text);
    }
  }

  /// The tokens that were shown, one for each socket; `none` where there was none.
  synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  /// What clients said beside asking and introducing themselves: pings and pongs.
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  synchronized int refreshed() {
    return refreshed;
  }

  /// How many events were told, also those that nobody has taken.
  synchronized int told() {
    return told;
  }

  @Override
  public Socket open(Listener listener) {
    return new Line(listener);
  }

  private final class Line implements Socket {

    private final Listener listener;
    private Script script = Script.GOOD;
    private int said;
    private boolean over;

    Line(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void send(String text) {
      JsonNode message = Json.read(text).orElseThrow();
      switch (Json.text(message, "type")) {
        case "connection_init" -> introduce(message.at("/payload/token").asText("none"));
        case "subscribe" -> answer(Json.text(message, "id"), message.path("payload"));
        default -> {
          synchronized (ScriptedServer.this) {
            heard.add(Json.text(message, "type"));
          }
        }
      }
    }

    private void introduce(String token) {
      synchronized (ScriptedServer.this) {
        tokens.add(token);
        script = scripts.apply(tokens.size(), token);
      }
      say("{\"type\":\"connection_ack\"}");
    }

    private void answer(String id, JsonNode request) {
      if (Json.text(request, "query").contains("refreshToken(")) {
        int number;
        synchronized (ScriptedServer.this) {
          number = ++refreshed;
        }
        Map<String, ?> pair = Map.of("token", "token " + number, "refreshToken", "r" + number);
        say(next(id, Map.of("refreshToken", pair)));
      } else if (script.instead().isEmpty()) {
        int after = request.at("/variables/after").asInt();
        say(next(id, Map.of("inbox", event("SUBSCRIPTION_ACTIVE", after))));
        tell(id, after + 1);
      } else {
        say(script.instead());
      }
    }

    private void tell(String id, int number) {
      if (number > events || over) {
        return;
      }
      synchronized (ScriptedServer.this) {
        told++;
      }
      var unused =
          say(next(id, Map.of("inbox", event("CHAT_DELETED", number))))
              .thenRun(() -> tell(id, number + 1));
    }

    private CompletionStage<?> say(String text) {
      if (over) {
        return new CompletableFuture<>();
      }
      if (said == script.texts()) {
        if (script.end().isPresent()) {
          over = true;
          listener.closed(script.end().get());
        }
        return new CompletableFuture<>();
      }
      said++;
      return listener.text(text);
    }

    @Override
    public void close() {
      over = true;
    }
  }

  private static String next(String id, Map<String, ?> data) {
    return Json.write(Map.of("type", "next", "id", id, "payload", Map.of("data", data)));
  }

  private static Map<String, ?> event(String operation, int number) {
    Map<String, Object> event = new HashMap<>();
    event.put("cursor", String.valueOf(number));
    event.put("operation", operation);
    event.put("at", "2026-01-01T12:00:00.000Z");
    event.put(
        "payload",
        operation.equals("SUBSCRIPTION_ACTIVE")
            ? null
            : Map.of("type", "ChatEmptied", "conversationId", "c", "actorId", "a"));
    return event;
  }
}
