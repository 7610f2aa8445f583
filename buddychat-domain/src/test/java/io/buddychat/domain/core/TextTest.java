package io.buddychat.domain.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  private static final String EMOJI = "\uD83D\uDE00";

  private static Failure refusal(String text, int min, int max) {
    var thrown =
        assertThatExceptionOfType(BuddyChatException.class)
            .isThrownBy(() -> Text.checked("title", "The title", text, min, max));
    return thrown.actual().failure();
  }

  @Test
  void lengthsCountCodePoints() {
    assertThat(Text.checked("title", "The title", EMOJI.repeat(5), 5, 5)).hasSize(10);
    assertThat(refusal(EMOJI.repeat(6), 2, 5))
        .isEqualTo(
            new Failure.InvalidInput(
                "title", "The title must be 2 to 5 characters long; it has 6."));
    assertThat(refusal(EMOJI, 2, 5).message()).endsWith("it has 1.");
  }

  @Test
  void withoutALowerBoundTheSentenceNamesTheUpperOne() {
    assertThat(Text.checked("bio", "The bio", "", 0, 5)).isEmpty();
    assertThat(refusal("123456", 0, 5).message()).contains("at most 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D"})
  void whatNoStoreGivesBackUnchangedIsRefused(String odd) {
    assertThat(refusal(odd, 0, 10)).isInstanceOf(Failure.InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\uFFFF", "\uFEFF", "e\u0301", "\u202E", "\uD83D\uDE00"})
  void whateverElseThereIsIsKept(String unusual) {
    assertThat(Text.checked("title", "The title", unusual, 0, 10)).isSameAs(unusual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\t\r\n", "\u00A0", "\u2003\u3000", "\u200B\u200D", "\u0007", "\uFEFF"})
  void whereAReaderSeesNothingItIsBlank(String blank) {
    assertThat(Text.isBlank(blank)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " x ", "\u200Bx", ".", "\uD83D\uDE00", "\u0301"})
  void whereAReaderSeesSomethingItIsNot(String seen) {
    assertThat(Text.isBlank(seen)).isFalse();
  }
}
