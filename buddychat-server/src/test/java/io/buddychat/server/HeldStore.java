package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.testkit.memory.ForwardingStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A store in which a test can hold up the next look into a mailbox.
record HeldStore(Store kept, AtomicBoolean armed, CountDownLatch reached, CountDownLatch released)
    implements ForwardingStore {

  private static final long PATIENCE_SECONDS = 20;

  HeldStore(Store kept) {
    this(kept, new AtomicBoolean(), new CountDownLatch(1), new CountDownLatch(1));
  }

  /// Holds up the next look.
  void hold() {
    armed.set(true);
  }

  /// Waits until it has come.
  void awaitLook() {
    await(reached);
  }

  /// Lets it go on.
  void release() {
    released.countDown();
  }

  @Override
  public Mailboxes mailboxes() {
    if (armed.compareAndSet(true, false)) {
      reached.countDown();
      await(released);
    }
    return kept.mailboxes();
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
