package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.testkit.memory.ForwardingStore;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A store in which every look into a mailbox takes at least this long.
record SlowStore(Store kept, Duration least) implements ForwardingStore {

  @Override
  public Mailboxes mailboxes() {
    long until = System.nanoTime() + least.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
    return kept.mailboxes();
  }
}
