package io.buddychat.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for things that ought to end, but not for ever.
final class Waiting {

  private Waiting() {}

  /// Returns when it is done, or failed, or the time is over.
  static void atMost(Duration longest, CompletableFuture<?> thing) {
    try {
      thing.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // What comes next is done anyway.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
