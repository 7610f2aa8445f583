package io.buddychat.graphql.ws;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line of events, handled strictly one after another, in the order in which they came.
///
/// Whoever finds the line empty handles their event at once, and then what others queued meanwhile;
/// everybody else drops their event and leaves. So nobody ever waits, no thread is kept for it, and
/// an event may post further ones. What one event wrote, the next one sees.
final class Mailbox {

  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unhandled = new AtomicInteger();
  private final Consumer<Throwable> onFailure;

  /// An empty line.
  ///
  /// @param onFailure told when an event throws, which none should
  Mailbox(Consumer<Throwable> onFailure) {
    this.onFailure = onFailure;
  }

  void post(Runnable event) {
    if (unhandled.compareAndSet(0, 1)) {
      handle(event); // nobody is in line, and it need not stand there
    } else {
      events.add(event);
      if (unhandled.getAndIncrement() > 0) {
        return;
      }
      handle(events.remove());
    }
    while (unhandled.decrementAndGet() > 0) {
      handle(events.remove());
    }
  }

  private void handle(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException | Error e) {
      handleFailure(e);
    }
  }

  /// Whatever happens, the line moves on: if it stopped here, the connection would be deaf for
  /// good.
  private void handleFailure(Throwable failure) {
    try {
      onFailure.accept(failure);
    } catch (RuntimeException | Error e) {
      log.error("A failure on a socket could not be handled", e);
    }
  }
}
