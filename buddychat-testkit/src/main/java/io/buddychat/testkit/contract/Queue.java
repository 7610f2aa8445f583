package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Threads that come one after the other, the next one when the one before it waits for something:
/// so they wait in this order.
final class Queue {

  private static final long PATIENCE_SECONDS = 60;

  /// Lets a thread do something that it has to wait in, and returns when it waits.
  <T> CompletableFuture<T> add(Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(action.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("it has to wait").isLessThan(end);
      assertThat(result).as("it has to wait").isNotDone();
      Thread.onSpinWait();
    }
    return result;
  }

  /// What came of it.
  static <T> AtOnce.Outcome<T> outcome(CompletableFuture<T> running) {
    try {
      return AtOnce.Outcome.of(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return new AtOnce.Outcome<>(Optional.empty(), Optional.ofNullable(e.getCause()));
    } catch (InterruptedException | TimeoutException e) {
      return new AtOnce.Outcome<>(Optional.empty(), Optional.of(e));
    }
  }
}
