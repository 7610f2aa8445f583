package io.buddychat.testkit.contract;

import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import java.util.Optional;

/// Passwords during whose checking something else happens: what a second person (or device) did
/// between the check and the change that the check allowed.
final class Interrupting implements Passwords {

  private final Passwords passwords = new Pbkdf2Passwords(1, 8);
  private Optional<Runnable> interruption = Optional.empty();

  Interrupting() {}

  /// Lets this happen once, right after the next password was found to be right.
  void afterTheNextCheck(Runnable action) {
    interruption = Optional.of(action);
  }

  @Override
  public String hash(String password) {
    return passwords.hash(password);
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    boolean matches = passwords.matches(password, hash);
    Optional<Runnable> due = interruption;
    interruption = Optional.empty();
    due.ifPresent(Runnable::run);
    return matches;
  }

  @Override
  public boolean isOutdated(String hash) {
    return passwords.isOutdated(hash);
  }
}
