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
    private final Set<UserId> told = new HashSet<>();
    private final Aftermath aftermath = new Aftermath();
    private boolean wrote;

    Transaction(Handle handle) {
      this.handle = handle;
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
    for (int attempt = 1; ; attempt++) {
      try {
        return turns.take(() -> committed(work));
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !SqlRefusals.mayPass(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private <T> Outcome<T> committed(Supplier<T> work) {
    try (Handle handle = jdbi.open()) {
      Transaction transaction = new Transaction(handle);
      handle.begin();
      current.set(transaction);
      try {
        T result = work.get();
        if (!transaction.wrote) {
          handle.rollback();
          return new Outcome<>(result, null, transaction.aftermath);
        }
        Durability.Commit commit = durability.commit(transaction.told, handle::commit);
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
      return writing.apply(transaction.handle);
    } catch (RuntimeException e) {
      throw SqlRefusals.conflict(e).<RuntimeException>map(f -> f.asException()).orElse(e);
    }
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
