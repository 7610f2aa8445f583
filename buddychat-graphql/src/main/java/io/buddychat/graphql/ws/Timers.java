package io.buddychat.graphql.ws;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Things to be done later. A port, so that tests move time by hand.
public interface Timers {

  /// Runs the task once after the delay, on any thread, unless cancelled before. The task is short.
  Timer after(Duration delay, Runnable task);

  /// A task that waits for its time.
  interface Timer {
    /// Forgets the task. It may still run if its time has just come.
    void cancel();
  }

  /// Timers by a scheduler, which all sockets of a server share. Give it
  /// `setRemoveOnCancelPolicy(true)`, or it remembers every cancelled task until its time.
  static Timers on(ScheduledExecutorService scheduler) {
    return (delay, task) -> {
      ScheduledFuture<?> scheduled =
          scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> scheduled.cancel(false);
    };
  }
}
