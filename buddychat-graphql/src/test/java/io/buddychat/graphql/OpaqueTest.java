package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
}
