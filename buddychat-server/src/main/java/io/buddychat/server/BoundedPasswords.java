package io.buddychat.server;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Passwords;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Passwords of which so many are hashed, or wait for it, at once; the next is refused at once.
///
/// A hash is dear, so those who want one wait for each other; and whoever waits keeps a place at
/// the [Turnstile]. With all places kept so, a few who send nothing but passwords would shut out
/// everybody.
final class BoundedPasswords implements Passwords {

  private final Passwords passwords;
  private final Semaphore places;

  BoundedPasswords(Passwords passwords, int most) {
    this.passwords = passwords;
    this.places = new Semaphore(most);
  }

  /// Leaves half of the places, or more, to those who come without a password.
  static BoundedPasswords within(Turnstile.Bounds requests, Passwords passwords) {
    return new BoundedPasswords(passwords, Math.max(1, requests.atOnce() / 2));
  }

  @Override
  public String hash(String password) {
    return bounded(() -> passwords.hash(password));
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    return bounded(() -> passwords.matches(password, hash));
  }

  @Override
  public boolean isOutdated(String hash) {
    return passwords.isOutdated(hash);
  }

  private <T> T bounded(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new Failure.RateLimited(
              "Too many logins at once; try again in a moment.", Duration.ofSeconds(2))
          .asException();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
