package io.buddychat.persistence;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whose turn it is to run a transaction. Reading outside of transactions needs no turn.
///
/// ## Why H2 has one transaction at a time
///
/// H2 2.5.252 sometimes loses a committed update of a row for which another transaction is waiting:
/// the waiting one takes the row back to what it was before (seen in about one of thirty thousand
/// transactions when twelve threads wrote to six mailboxes). A log would then give a number twice.
/// Where nobody waits for a row, it does not happen. H2 works on one writer at a time for the most
/// part anyway.
///
/// ## Why a sync takes a turn too
///
/// What H2 brings to the disk while a transaction is running can hold a part of it without what it
/// would need to take that part back. When the power went before the transaction committed, the
/// part was there afterwards: a log that reached further than its entries, in about one of thirty
/// cuts of `PowerCutTest`. Nobody runs while H2 syncs, then, and there is nothing half done to be
/// synced. Turns are taken in the order of their coming, so those who commit while others sync
/// share the next sync.
final class Turns {

  private final @Nullable Lock lock;

  private Turns(@Nullable Lock lock) {
    this.lock = lock;
  }

  /// One after the other, in the order in which they came.
  static Turns oneAtATime() {
    return new Turns(new ReentrantLock(/* fair= */ true));
  }

  /// All at once; the database sees to them.
  static Turns anyNumber() {
    return new Turns(null);
  }

  void take(Runnable work) {
    take(
        () -> {
          work.run();
          return true;
        });
  }

  <T> T take(Supplier<T> transaction) {
    if (lock == null) {
      return transaction.get();
    }
    lock.lock();
    try {
      return transaction.get();
    } finally {
      lock.unlock();
    }
  }
}
