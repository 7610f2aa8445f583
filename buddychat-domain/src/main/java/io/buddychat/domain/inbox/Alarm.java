package io.buddychat.domain.inbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Wakes somebody a while after it was set. At most one wake-up is under way, however often it is
/// set meanwhile.
///
/// @implNote It waits on the JDK's own timer thread, which holds nothing of it once it is stopped.
final class Alarm {

  private final Duration delay;
  private final Runnable wake;

  // Guarded by this.
  private CompletableFuture<Boolean> pending = CompletableFuture.completedFuture(true);
  private boolean rings;
  private boolean stopped;

  /// @param wake must return quickly and must not throw
  Alarm(Duration delay, Runnable wake) {
    this.delay = delay;
    this.wake = wake;
  }

  synchronized void set() {
    if (!stopped && !rings && pending.isDone()) {
      CompletableFuture<Boolean> timer = new CompletableFuture<>();
      pending = timer;
      timer
          .completeOnTimeout(true, delay.toNanos(), TimeUnit.NANOSECONDS)
          .thenRun(this::ring)
          .exceptionally(stoppedBefore -> null);
    }
  }

  private void ring() {
    synchronized (this) {
      rings = true;
    }
    wake.run();
  }

  /// Whether it has rung and nobody has heard it yet.
  synchronized boolean rings() {
    return rings;
  }

  synchronized void heard() {
    rings = false;
  }

  void stop() {
    CompletableFuture<Boolean> timer;
    synchronized (this) {
      stopped = true;
      timer = pending;
    }
    timer.cancel(false);
  }
}
