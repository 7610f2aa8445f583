package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A text that is put together as bytes is the one that is put together as characters.
class Utf8Test {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Each kind of what JSON and UTF-8 treat in ways of their own.
  private static final List<String> CHARACTERS =
      List.of(
          "a",
          " ",
          "~",
          "\"",
          "\\",
          "/",
          "\n",
          "\t",
          "\u0001",
          "\u001f",
          "\u007f",
          "\u0080",
          "\u00fc",
          "\u07ff",
          "\u0800",
          "\u2028",
          "\uffff",
          "\ud83c\udf75",
          "\udbff\udfff");

  private static String anything(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
    }
    return text.toString();
  }

  private static String said(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }

  @Test
  void halfACharacterLeavesAsJsonNamesIt() {
    assertThat(said(Utf8.of("a\ud83cb\udf75"))).isEqualTo("a\\ud83cb\\udf75");
    assertThat(said(Utf8.of("\udf75\ud83c\udf75\ud83c"))).isEqualTo("\\udf75\ud83c\udf75\\ud83c");
  }

  @Test
  void piecesMakeUpTheWhole() {
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      Utf8 text = new Utf8(random.nextInt(20));
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        String piece = anything(random, 8);
        expected.append(piece);
        if (random.nextBoolean()) {
          text.append(piece);
        } else {
          text.append(piece.getBytes(StandardCharsets.UTF_8));
        }
      }
      assertThat(said(text.text())).isEqualTo(expected.toString());
    }
  }

  /// Any id, in front of any payload, in each dialect.
  @Test
  void aPreparedResultReadsAsItWouldIfItWereNotPrepared() throws JsonProcessingException {
    Random random = new Random(2);
    for (int round = 0; round < 2_000; round++) {
      String id = anything(random, 6);
      Map<String, @Nullable Object> payload = Map.of("data", anything(random, 12));
      Ready ready = new Ready(Utf8.of(JSON.writeValueAsString(payload)));
      for (Dialect dialect :
          List.of(
              WsSubprotocol.GRAPHQL_TRANSPORT_WS.dialect(),
              WsSubprotocol.GRAPHQL_WS.dialect(),
              new EventStreamDialect())) {
        assertThat(said(dialect.write(new ServerMessage.Next(id, ready)).orElseThrow()))
            .isEqualTo(said(dialect.write(new ServerMessage.Next(id, payload)).orElseThrow()));
      }
    }
  }

  /// It has said that it is shorter than it is.
  private static final class Ready extends AbstractMap<String, @Nullable Object>
      implements Prepared {

    private final byte[] json;

    Ready(byte[] json) {
      this.json = json;
    }

    @Override
    public int length() {
      return json.length / 2;
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
}
