package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxCursorTest {

  /// Clients keep these texts: each of them must be read for ever, and as the same place.
  @ParameterizedTest
  @CsvSource({
    "1, 0, MToxOjA",
    "1, 7, MToxOjc",
    "42, 1000, MTo0MjoxMDAw",
    "126474396304572416, 98765432101, MToxMjY0NzQzOTYzMDQ1NzI0MTY6OTg3NjU0MzIxMDE",
    "9223372036854775807, 9223372036854775807,"
        + " MTo5MjIzMzcyMDM2ODU0Nzc1ODA3OjkyMjMzNzIwMzY4NTQ3NzU4MDc"
  })
  void theTextOfACursorNeverChanges(long owner, long number, String text) {
    InboxCursor cursor = new InboxCursor(new UserId(owner), number);
    assertThat(cursor.text()).isEqualTo(text);
    assertThat(InboxCursor.parse(text)).contains(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2:1:7",
        "0:1:7",
        "1:1:-7",
        "1:-1:7",
        "1:0:7",
        "1:1:07",
        "1:1:9223372036854775808",
        "1:9223372036854775808:7",
        "1:1:99999999999999999999999999",
        "1:1",
        "1:1:7:8",
        "1:1:7 ",
        "",
        "1:1:٧"
      })
  void nothingElseIsACursor(String decoded) {
    byte[] bytes = decoded.getBytes(StandardCharsets.UTF_8);
    assertThat(InboxCursor.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "=", "MToxOjc=", "MToxOjd", "MToxOjc ", " MToxOjc", "%", "1:1:7", "🙂"})
  void neitherIsAnotherTextForOne(String text) {
    assertThat(InboxCursor.parse(text)).isEmpty();
  }
}
