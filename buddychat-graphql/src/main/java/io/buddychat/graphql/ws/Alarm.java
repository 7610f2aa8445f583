package io.buddychat.graphql.ws;

import java.time.Duration;

/// One thing to be done later, as an event of the connection. Setting it again replaces it, and
/// once it is cancelled it does not go off, even if its timer has fired already and the event
/// stands in line. Used by events only.
final class Alarm {

  private final Timers timers;
  private final Mailbox mailbox;
  private Timers.Timer timer = () -> {};
  private long setting;

  Alarm(Timers timers, Mailbox mailbox) {
    this.timers = timers;
    this.mailbox = mailbox;
  }

  void set(Duration delay, Runnable task) {
    cancel();
    long mine = setting;
    timer =
        timers.after(
            delay,
            () ->
                mailbox.post(
                    () -> {
                      if (setting == mine) {
                        task.run();
                      }
                    }));
  }

  void cancel() {
    setting++;
    timer.cancel();
  }
}
