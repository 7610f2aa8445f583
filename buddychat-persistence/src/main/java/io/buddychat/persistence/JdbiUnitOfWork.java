package io.buddychat.persistence;

import io.buddychat.domain.core.Aftermath;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Runs work in one transaction of the database, at READ COMMITTED: each statement sees what was
/// committed before it began, so what is read after a lock was given is the newest there is.
///
/// A transaction belongs to the thread that began it. The ports of the same store find it through
/// this class; outside of one, each of their reads opens a connection of its own.
///
/// What a transaction writes last, and what nobody waits to hear the result of, is [put
/// off][#putOff] until it commits, and goes to the database together with the commit. Nobody can
/// tell: whatever else the transaction does before that, does it first. Should the database refuse
/// a statement of it, the work is done again with nothing put off, so that it meets the refusal
/// where it would have met it, before its end.
final class JdbiUnitOfWork implements UnitOfWork {

  private static final int ATTEMPTS = 10;

  private final Jdbi jdbi;
  private final Turns turns;
  private final Durability durability;

  /// Not static: two stores in one program have transactions of their own.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

  JdbiUnitOfWork(Jdbi jdbi, Turns turns, Durability durability) {
    this.jdbi = jdbi;
    this.turns = turns;
    this.durability = durability;
  }

  /// What is known of a running transaction.
  private static final class Transaction {

    private final Handle handle;
    private final boolean mayPutOff;
    private final Set<UserId> told = new HashSet<>();
    private final Aftermath aftermath = new Aftermath();
    private boolean wrote;
    private @Nullable RoundTrip putOff;

    Transaction(Handle handle, boolean mayPutOff) {
      this.handle = handle;
      this.mayPutOff = mayPutOff;
    }

    /// Makes the trip that was put off, if one was.
    private void settle() {
      RoundTrip trip = putOff;
      putOff = null;
      if (trip != null) {
        trip.runNow();
      }
    }

    private void commit() {
      RoundTrip trip = putOff;
      if (trip != null) {
        try {
          trip.runAndCommit();
        } catch (RuntimeException e) {
          throw SqlRefusals.isOfAStatement(e) ? new LateRefusal(e) : e;
        }
      }
      // To the driver it is news; where there is nothing left to commit, it does not tell the
      // database.
      handle.commit();
    }
  }

  /// The database refused what was put off, and nothing was committed.
  private static final class LateRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LateRefusal(Throwable cause) {
      super(cause);
    }
  }

  /// Others may have their turn, and the connection, while this thread waits for the disk.
  ///
  /// Who has written nothing waits too: what they found (that a message was sent before, say) may
  /// have been committed by somebody who is still waiting, and is an acknowledgement once it is
  /// told.
  @Override
  public <T> T execute(Supplier<T> work) {
    if (isRunning()) {
      return work.get();
    }
    Outcome<T> outcome = inTransaction(work);
    if (outcome.commit() == null) {
      durability.awaitAll();
    } else {
      outcome.commit().await();
    }
    outcome.aftermath().run();
    return outcome.result();
  }

  @Override
  public boolean isRunning() {
    return current.get() != null;
  }

  @Override
  public void afterCommit(Runnable task) {
    Transaction transaction = current.get();
    if (transaction == null) {
      Aftermath.run(task);
    } else {
      transaction.aftermath.add(task);
    }
  }

  /// A result, and the commit that must be durable before it is handed out, if there was anything
  /// to commit.
  private record Outcome<T>(T result, Durability.@Nullable Commit commit, Aftermath aftermath) {}

  /// What the database refuses for another's sake is tried again, a few times and after a short
  /// while of random length, so that two who are in each other's way do not meet again.
  private <T> Outcome<T> inTransaction(Supplier<T> work) {
    boolean mayPutOff = true;
    for (int attempt = 1; ; attempt++) {
      boolean puttingOff = mayPutOff;
      try {
        return turns.take(() -> committed(work, puttingOff));
      } catch (LateRefusal e) {
        mayPutOff = false;
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !SqlRefusals.mayPass(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private <T> Outcome<T> committed(Supplier<T> work, boolean mayPutOff) {
    try (Handle handle = jdbi.open()) {
      Transaction transaction = new Transaction(handle, mayPutOff);
      handle.begin();
      current.set(transaction);
      try {
        T result = work.get();
        if (!transaction.wrote) {
          handle.rollback();
          return new Outcome<>(result, null, transaction.aftermath);
        }
        Durability.Commit commit = durability.commit(transaction.told, transaction::commit);
        return new Outcome<>(result, commit, transaction.aftermath);
      } catch (Throwable e) {
        rollBack(handle, e);
        throw e;
      } finally {
        current.remove();
      }
    }
  }

  private static void rollBack(Handle handle, Throwable cause) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static void pause(int attempt) {
    long most = 1_000_000L << Math.min(attempt, 6);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /// Reads, in the running transaction if there is one.
  <T> T read(Function<Handle, T> reading) {
    Transaction transaction = current.get();
    if (transaction != null) {
      transaction.settle();
      return reading.apply(transaction.handle);
    }
    try (Handle handle = jdbi.open()) {
      return reading.apply(handle);
    }
  }

  /// Reads what is to stay locked until the transaction ends, so there must be one.
  <T> T lock(Function<Handle, T> reading) {
    Transaction transaction = current.get();
    if (transaction == null) {
      throw new IllegalStateException("a lock needs a transaction");
    }
    transaction.settle();
    return reading.apply(transaction.handle);
  }

  /// Writes, in the running transaction or else in one of its own. What the person chose and
  /// somebody else has is refused here.
  <T> T write(Function<Handle, T> writing) {
    Transaction transaction = current.get();
    if (transaction == null) {
      return execute(() -> write(writing));
    }
    transaction.wrote = true;
    try {
      transaction.settle();
      return writing.apply(transaction.handle);
    } catch (RuntimeException e) {
      throw SqlRefusals.conflict(e).<RuntimeException>map(f -> f.asException()).orElse(e);
    }
  }

  /// Has a trip made when the running transaction commits, or before it does anything else.
  ///
  /// @return whether it will be
  boolean putOff(RoundTrip trip) {
    Transaction transaction = current.get();
    if (transaction == null || !transaction.mayPutOff) {
      return false;
    }
    transaction.putOff = trip;
    return true;
  }

  /// The running transaction writes into the logs of these people.
  void tells(Collection<UserId> owners) {
    Transaction transaction = current.get();
    if (transaction != null) {
      transaction.told.addAll(owners);
    }
  }

  /// Returns when all that could be read of the owner's log is durable.
  void awaitEntriesOf(UserId owner) {
    if (current.get() == null) {
      durability.awaitEntriesOf(owner);
    } else {
      // It is this thread's turn: another's sync would wait for it.
      durability.syncEntriesOf(owner);
    }
  }
}
