package io.buddychat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

  @ParameterizedTest
  @CsvSource({
    "alice, ALICE",
    "straße, STRASSE",
    "straße, STRA\u1E9EE",
    "ÉVA, éva",
    "e\u0301va, \u00E9va",
    "ａｌｉｃｅ, alice",
    "ΣΑΣ, σας",
    "ﬁnn, FINN",
    "Kelvin, \u212Aelvin",
    "ǅo, ǆo"
  })
  void theyAreTheSameName(String one, String other) {
    assertThat(Identity.of(one)).isEqualTo(Identity.of(other));
  }

  @ParameterizedTest
  @CsvSource({"alice, alice1", "éva, eva", "o.neil, oneil"})
  void theyAreNot(String one, String other) {
    assertThat(Identity.of(one)).isNotEqualTo(Identity.of(other));
  }

  @Test
  void everyLetterIsFoldedLikeItsOtherCases() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetterOrDigit)
                .filter(each -> !isFoldedLikeItsOtherCases(each))
                .mapToObj(Character::getName))
        .isEmpty();
  }

  private static boolean isFoldedLikeItsOtherCases(int each) {
    String letter = Character.toString(each);
    String folded = Identity.of(letter);
    return Stream.of(
            folded,
            letter.toLowerCase(Locale.ROOT),
            letter.toUpperCase(Locale.ROOT),
            Character.toString(Character.toTitleCase(each)))
        .allMatch(other -> Identity.of(other).equals(folded));
  }

  @Test
  void itIsTheSameOnATurkishMachine() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Identity.of("TITLE")).isEqualTo("title");
    } finally {
      Locale.setDefault(usual);
    }
  }
}
