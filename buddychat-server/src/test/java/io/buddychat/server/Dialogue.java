package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A recorded conversation of a client with the server, had once more. What the server makes up,
/// such as an id, stands in it as a name like `«1»`: the first answer says what it is this time.
final class Dialogue implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("«\\d+»");

  /// They come when they come.
  private static final Set<String> IDLE = Set.of("ping", "ka");

  private final TestClient client;
  private final Map<String, String> named = new HashMap<>();
  private final Map<Integer, WsClient> sockets = new HashMap<>();
  private final Deque<Reply> replies = new ArrayDeque<>();

  Dialogue(TestClient client) {
    this.client = client;
  }

  /// Says, or hears, what the next line of the recording has.
  void play(String text) {
    JsonNode line = TestClient.json(text);
    if (line.has("method")) {
      replies.add(ask(line));
    } else if (line.has("status")) {
      Reply reply = replies.remove();
      assertThat(reply.status()).as(text).isEqualTo(line.get("status").asInt());
      assertThat(reply.header("Content-Type")).as(text).contains(line.get("type").asText());
      assertHeard(line.get("answer"), reply.json(), text);
    } else if (line.has("opens")) {
      sockets.put(number(line), client.socket(Map.of(), line.get("opens").asText()));
    } else if (line.has("sends")) {
      socket(line).send(withValues(line.get("sends").asText()));
    } else if (line.has("hears")) {
      assertHeard(line.get("hears"), next(socket(line)), text);
    } else if (line.has("closes")) {
      socket(line).close();
    } else {
      throw new AssertionError("neither said nor heard: " + text);
    }
  }

  private Reply ask(JsonNode line) {
    Map<String, String> headers = new HashMap<>();
    line.get("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), withValues(header.getValue().asText())));
    return client.send(
        line.get("method").asText(),
        withValues(line.get("rest").asText()),
        BodyPublishers.ofString(withValues(line.get("body").asText())),
        headers);
  }

  private static JsonNode next(WsClient socket) {
    JsonNode message = TestClient.json(socket.next());
    while (IDLE.contains(message.get("type").asText())) {
      message = TestClient.json(socket.next());
    }
    return message;
  }

  private WsClient socket(JsonNode line) {
    return Objects.requireNonNull(sockets.get(number(line)), line::toString);
  }

  private static int number(JsonNode line) {
    return line.get("socket").asInt();
  }

  private String withValues(String text) {
    return NAME.matcher(text)
        .replaceAll(
            name -> Matcher.quoteReplacement(Objects.requireNonNull(named.get(name.group()))));
  }

  private void assertHeard(JsonNode expected, JsonNode actual, String line) {
    learn(expected, actual);
    assertThat(actual).as(line).isEqualTo(TestClient.json(withValues(expected.toString())));
  }

  /// Notes what stands where the recording has a name that is not known yet.
  private void learn(JsonNode expected, JsonNode actual) {
    if (expected.isTextual() && NAME.matcher(expected.asText()).matches()) {
      named.putIfAbsent(expected.asText(), actual.asText());
    }
    expected.properties().forEach(field -> learn(field.getValue(), actual.path(field.getKey())));
    for (int i = 0; i < expected.size() && expected.isArray(); i++) {
      learn(expected.get(i), actual.path(i));
    }
  }

  @Override
  public void close() {
    sockets.values().forEach(WsClient::close);
  }
}
