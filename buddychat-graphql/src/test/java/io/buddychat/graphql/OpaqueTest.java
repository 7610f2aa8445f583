package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.ws.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the numbers, the text is base64 of what they are written as.
class OpaqueTest {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE})
  void numbersAreWrittenAsEver(long number) {
    assertThat(Opaque.of("Chat:", number).text())
        .isEqualTo(Base64.getEncoder().encodeToString(ascii("Chat:" + number)));
    assertThat(Opaque.of("", number, ':', 7).text())
        .isEqualTo(Base64.getEncoder().encodeToString(ascii(number + ":7")));
    assertThat(Opaque.forAddresses("1:", 7, ':', number).text())
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(ascii("1:7:" + number)));
  }

  /// Written between other things, it leaves them as they are.
  @Test
  void whateverTheLengthItIsTheSameBase64() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long one = random.nextLong() >> random.nextInt(64);
      long other = random.nextLong() >> random.nextInt(64);
      String word = "UserGroupMemberCopy:".substring(random.nextInt(20));
      byte[] plain = ascii(word + one + "." + other);
      Utf8 text = new Utf8(random.nextInt(100));
      text.append("<").append(Opaque.of(word, one, '.', other)).append(">");
      text.append(Opaque.of(word, one)).append("|");
      text.append(Opaque.forAddresses(word, one, '.', other)).append("!");
      assertThat(new String(text.text(), StandardCharsets.UTF_8))
          .isEqualTo(
              "<"
                  + Base64.getEncoder().encodeToString(plain)
                  + ">"
                  + Base64.getEncoder().encodeToString(ascii(word + one))
                  + "|"
                  + Base64.getUrlEncoder().withoutPadding().encodeToString(plain)
                  + "!");
    }
  }
}
