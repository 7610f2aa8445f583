package io.buddychat.server;

import io.buddychat.domain.user.Passwords;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Passwords in the clear, whose check a test can hold up: so a login takes as long as it wants.
final class HeldPasswords implements Passwords {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /// Waits until a login is being checked.
  void awaitLogin() {
    await(reached);
  }

  /// Lets all logins go on.
  void release() {
    released.countDown();
  }

  @Override
  public String hash(String password) {
    return password;
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    reached.countDown();
    await(released);
    return hash.isPresent() && hash.get().equals(password);
  }

  @Override
  public boolean isOutdated(String hash) {
    return false;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
