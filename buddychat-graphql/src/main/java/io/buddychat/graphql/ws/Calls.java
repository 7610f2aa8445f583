package io.buddychat.graphql.ws;

import java.util.concurrent.Executor;

/// Calls that may take their time: made on the executor, counted until they have returned. Used by
/// events only.
final class Calls {

  private final Executor executor;
  private final Mailbox mailbox;
  private final Runnable settled;
  private int running;

  /// No calls yet.
  ///
  /// @param settled an event for each return, after the call's own
  Calls(Executor executor, Mailbox mailbox, Runnable settled) {
    this.executor = executor;
    this.mailbox = mailbox;
    this.settled = settled;
  }

  boolean none() {
    return running == 0;
  }

  /// Makes a call. Only an event may.
  ///
  /// @param work the call; it must not throw
  /// @param returned an event, after all events that the call itself posted
  /// @throws java.util.concurrent.RejectedExecutionException if the executor takes no more
  void make(Runnable work, Runnable returned) {
    executor.execute(
        () -> {
          try {
            work.run();
          } finally {
            mailbox.post(
                () -> {
                  running--;
                  returned.run();
                  settled.run();
                });
          }
        });
    running++;
  }
}
