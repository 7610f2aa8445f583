package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How messages are spelled.
class DialectTest {

  private final Dialect dialect = WsSubprotocol.GRAPHQL_TRANSPORT_WS.dialect();

  private static Optional<String> text(Dialect dialect, ServerMessage message) {
    return dialect.write(message).map(text -> new String(text, StandardCharsets.UTF_8));
  }

  @Test
  void aRequestKeepsWhatTheClientSentNullsIncluded() {
    ClientMessage message =
        dialect.read(
            """
            {"type": "subscribe", "id": "1", "payload": {
              "query": "{ a }", "operationName": "A",
              "variables": {"x": null, "list": [1, 2.5, {"deep": true}]},
              "extensions": {"e": 1}}}
            """);
    assertThat(message).isInstanceOf(ClientMessage.Subscribe.class);
    WsRequest request = ((ClientMessage.Subscribe) message).request();
    assertThat(request.query()).isEqualTo("{ a }");
    assertThat(request.operationName()).isEqualTo(Optional.of("A"));
    assertThat(request.variables()).containsEntry("x", null);
    assertThat(request.variables()).containsEntry("list", List.of(1, 2.5, Map.of("deep", true)));
    assertThat(request.extensions()).isEqualTo(Map.of("e", 1));
    assertThatThrownBy(() -> request.variables().put("y", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void extensionsMayStandForTheQuery() {
    String persisted =
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":"
            + "{\"extensions\":{\"persistedQuery\":{\"version\":1}}}}";
    assertThat(dialect.read(persisted))
        .isInstanceOfSatisfying(
            ClientMessage.Subscribe.class, m -> assertThat(m.request().query()).isEmpty());
  }

  @Test
  void reasonsRepeatNothingOfWhatCame() {
    for (String bad : List.of("<secret>", "{\"type\":\"<secret>\"}", "{\"<secret>\":1}")) {
      assertThatThrownBy(() -> dialect.read(bad))
          .isInstanceOf(BadMessage.class)
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void namesMayNotOccurTwiceAtAnyDepth() {
    assertThatThrownBy(
            () -> dialect.read("{\"type\":\"ping\",\"payload\":{\"a\":{\"b\":1,\"b\":2}}}"))
        .isInstanceOf(BadMessage.class);
  }

  @Test
  void aFrameHasItsKeysInOrderAndItsPayloadAsItIs() {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("type", "broadcast");
    payload.put("operation", null);
    payload.put("payload", Map.of("text", "\"ü\"\n</script>\u2028"));
    assertThat(text(dialect, new ServerMessage.Next("a\"b", payload)))
        .contains(
            "{\"id\":\"a\\\"b\",\"type\":\"next\",\"payload\":{\"type\":\"broadcast\","
                + "\"operation\":null,\"payload\":{\"text\":\"\\\"ü\\\"\\n</script>\u2028\"}}}");
  }

  /// In either dialect, and as an event stream.
  @Test
  void aWholePayloadMayBePrepared() {
    var payload = new Ready("{\"data\":\"\u00fc\"}");
    var next = new ServerMessage.Next("a\"b", payload);
    assertThat(text(dialect, next))
        .contains("{\"id\":\"a\\\"b\",\"type\":\"next\",\"payload\":{\"data\":\"\u00fc\"}}");
    assertThat(text(WsSubprotocol.GRAPHQL_WS.dialect(), next))
        .contains("{\"id\":\"a\\\"b\",\"type\":\"data\",\"payload\":{\"data\":\"\u00fc\"}}");
    assertThat(text(new EventStreamDialect(), next))
        .contains("event: next\ndata: {\"data\":\"\u00fc\"}\n\n");
  }

  /// It has no members to be looked into.
  private static final class Ready extends AbstractMap<String, @Nullable Object>
      implements Prepared {

    private final String json;

    Ready(String json) {
      this.json = json;
    }

    @Override
    public int length() {
      return json.length();
    }

    @Override
    public void writeTo(Utf8 text) {
      text.append(json);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      throw new AssertionError("somebody looks into it");
    }
  }

  @Test
  void aPieceOfJsonMayBePrepared() {
    assertThat(
            text(
                dialect,
                new ServerMessage.Next("1", Map.of("data", new RawValue("{\"shared\":1}")))))
        .contains("{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":{\"shared\":1}}}");
  }

  @Test
  void noObjectShowsItsInsides() {
    assertThatThrownBy(
            () -> dialect.write(new ServerMessage.Next("1", Map.of("data", new Insides("secret")))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> dialect.write(new ServerMessage.Next("1", Map.of("data", new Shell("secret")))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOlderProtocolHasNoPings() {
    Dialect older = WsSubprotocol.GRAPHQL_WS.dialect();
    assertThat(older.write(new ServerMessage.Pong(Optional.empty()))).isEmpty();
    assertThatThrownBy(() -> older.read("{\"type\":\"ping\"}")).isInstanceOf(BadMessage.class);
  }

  @Test
  void theOlderProtocolSaysOneErrorPlainly() {
    assertThat(
            text(
                WsSubprotocol.GRAPHQL_WS.dialect(),
                new ServerMessage.Failed("1", List.of(Map.of("message", "no")))))
        .contains("{\"id\":\"1\",\"type\":\"error\",\"payload\":{\"message\":\"no\"}}");
  }

  record Insides(String word) {}

  @SuppressWarnings("unused")
  static final class Shell {
    public final String word;

    Shell(String word) {
      this.word = word;
    }

    public String getWord() {
      return word;
    }
  }
}
