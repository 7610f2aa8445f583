package io.buddychat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.buddychat.domain.core.BuddyChatException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The bounds are tried on every store by `RegistrationContract`; this is what it does not say.
class ProfileRulesTest {

  @Test
  void namesLoseTheSpaceAroundThem() {
    assertThat(ProfileRules.firstName("  Anna \t")).isEqualTo("Anna");
    assertThat(ProfileRules.lastName("\u3000Li Na")).isEqualTo("Li Na");
    assertThatExceptionOfType(BuddyChatException.class)
        .isThrownBy(() -> ProfileRules.firstName("  A  "));
  }

  @Test
  void aPasswordIsRefusedForWhatItLacks() {
    assertThat(sentence("abcdefg1")).contains("upper case");
    assertThat(sentence("ABCDEFG1")).contains("lower case");
    assertThat(sentence("Abcdefgh")).contains("a digit");
    assertThat(sentence("Abc1")).contains("8 to 128");
  }

  private static String sentence(String password) {
    return assertThatExceptionOfType(BuddyChatException.class)
        .isThrownBy(() -> ProfileRules.password("newPassword", password))
        .actual()
        .getMessage();
  }

  @Test
  void aRefusalNeverRepeatsAPassword() {
    String secret = "unguessable";
    assertThat(sentence(secret).toLowerCase(Locale.ROOT)).doesNotContain(secret);
  }

  @Test
  void anAddressMadeToKeepUsBusyIsAnsweredAllTheSame() {
    for (String part : new String[] {"a-", "a.", "-", "a", "a."}) {
      String address = "a@" + part.repeat(250 / part.length()) + "!";
      assertThatExceptionOfType(BuddyChatException.class)
          .isThrownBy(() -> ProfileRules.email(address));
    }
  }
}
