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
/// part anyway, and the disk, which takes longest, is waited for outside of the turn, by all
/// together.
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
