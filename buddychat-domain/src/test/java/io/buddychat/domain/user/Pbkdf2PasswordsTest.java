package io.buddychat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Pbkdf2PasswordsTest {

  private final Pbkdf2Passwords passwords = new Pbkdf2Passwords(2, 1);

  @Test
  void aHashIsWrittenAsDjangoWritesIt() {
    assertThat(passwords.hash("Secret-1"))
        .matches("pbkdf2_sha256\\$2\\$[A-Za-z0-9_-]{22}\\$[A-Za-z0-9+/]{43}=");
  }

  @Test
  void hashesOfOthersAreUnderstood() {
    assertThat(
            passwords.matches(
                "passwd",
                Optional.of("pbkdf2_sha256$1$salt$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=")))
        .as("RFC 7914, section 11")
        .isTrue();
    assertThat(
            passwords.matches(
                "Password",
                Optional.of(
                    "pbkdf2_sha256$80000$NaCl$TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1Y=")))
        .isTrue();
  }

  @Test
  void eachHashHasItsOwnSalt() {
    String hash = passwords.hash("Secret-1");
    assertThat(passwords.hash("Secret-1")).isNotEqualTo(hash);
    assertThat(passwords.matches("Secret-1", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("secret-1", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("", Optional.of(hash))).isFalse();
    assertThat(hash).doesNotContain("Secret");
  }

  @Test
  void everyCharacterCounts() {
    String hash = passwords.hash("Pässwörd1\uD83D\uDE00");
    assertThat(passwords.matches("Pässwörd1\uD83D\uDE00", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("Pässwörd1\uD83D\uDE01", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("Passwörd1\uD83D\uDE00", Optional.of(hash))).isFalse();
  }

  @Test
  void nobodyHasNoPassword() {
    assertThat(passwords.matches("", Optional.empty())).isFalse();
    assertThat(passwords.matches("Secret-1", Optional.empty())).isFalse();
  }

  @Test
  void fewerIterationsAreOutdated() {
    String weak = new Pbkdf2Passwords(1, 1).hash("Secret-1");
    assertThat(passwords.isOutdated(weak)).isTrue();
    assertThat(passwords.matches("Secret-1", Optional.of(weak))).as("but still good").isTrue();
    assertThat(passwords.isOutdated(passwords.hash("Secret-1"))).isFalse();
    assertThat(passwords.isOutdated(new Pbkdf2Passwords(3, 1).hash("Secret-1"))).isFalse();
    assertThat(passwords.isOutdated("md5$salt$hash")).isTrue();
  }

  @Test
  void aHashOfAnUnknownFormIsAMistakeOfOurs() {
    assertThatIllegalStateException()
        .isThrownBy(() -> passwords.matches("Secret-1", Optional.of("md5$salt$hash")));
  }

  @Test
  void whatIsTooMuchAtOnceIsRefusedAtOnce() {
    Pbkdf2Passwords withoutRoom = new Pbkdf2Passwords(1, 0);
    var refusal =
        assertThatExceptionOfType(BuddyChatException.class)
            .isThrownBy(() -> withoutRoom.hash("Secret-1"));
    assertThat(refusal.actual().failure())
        .isInstanceOfSatisfying(
            Failure.RateLimited.class, limited -> assertThat(limited.retryAfter()).isPositive());
  }

  @Test
  void whoIsInterruptedWhileWaitingIsRefusedAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(BuddyChatException.class)
        .isThrownBy(() -> passwords.hash("Secret-1"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(passwords.hash("Secret-1")).isNotNull();
  }
}
