package io.buddychat.persistence;

import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Sees to it that a commit is on the disk before anybody is told of it.
///
/// PostgreSQL does this by itself (as far as its `synchronous_commit` and `fsync` are left on). H2
/// hands a commit to the operating system and leaves it there: a power cut takes it back. So after
/// each commit to a file, and before its caller hears of it, H2 is told to sync.
///
/// The rule: *whoever has committed waits for a sync that began after their commit.* Threads that
/// commit while a sync is running share the next one: one of them leads it, the others wait for it.
/// So the disk works as fast as it can, and the busier the store is, the more commits share a sync.
///
/// In between a commit can be seen by others. They may see its state, but not its entries in a log
/// ([#awaitEntriesOf]): a client that has a log's cursor trusts it for good.
final class Durability {

  private final Runnable sync;
  private final boolean needed;

  /// The commits that may be visible and not yet durable. One is added before it commits and
  /// removed after it was synced, so whoever can see what it wrote finds it here, or it is durable.
  private final Set<Commit> underWay = ConcurrentHashMap.newKeySet();

  /// Those of them whose caller waits no more, since the sync failed. Guarded by the lock.
  private final Set<Commit> givenUp = new HashSet<>();

  private final Lock lock = new ReentrantLock();
  private final Condition roundOver = lock.newCondition();
  private boolean running;
  private long begun;

  /// The newest round that ended well.
  private long done;

  private Durability(Runnable sync, boolean needed) {
    this.sync = sync;
    this.needed = needed;
  }

  /// For a database whose commits are as durable as they can be.
  static Durability ofTheDatabase() {
    return new Durability(() -> {}, false);
  }

  /// @param sync makes durable what was committed before it began
  static Durability by(Runnable sync) {
    return new Durability(sync, true);
  }

  /// A commit, with those into whose logs it writes. Two are never the same.
  final class Commit {

    private final Collection<UserId> owners;

    private Commit(Collection<UserId> owners) {
      this.owners = owners;
    }

    /// Returns when it is durable.
    ///
    /// A commit that could not be synced stays listed, so that its entries are not shown before a
    /// later sync succeeds, which takes it off the list.
    void await() {
      if (underWay.contains(this)) {
        boolean well = false;
        try {
          awaitRound();
          well = true;
        } finally {
          if (well) {
            underWay.remove(this);
          } else {
            giveUp(this);
          }
        }
      }
    }
  }

  /// Commits. Nobody may be told of it before it is [durable][Commit#await].
  Commit commit(Collection<UserId> owners, Runnable commit) {
    Commit mine = new Commit(owners);
    if (needed) {
      underWay.add(mine);
    }
    try {
      commit.run();
    } catch (Throwable e) {
      underWay.remove(mine);
      throw e;
    }
    return mine;
  }

  /// Returns when all that could be seen until now is durable.
  void awaitAll() {
    if (!underWay.isEmpty()) {
      awaitRound();
    }
  }

  /// Returns when all entries of the owner's log that could be read until now are durable.
  void awaitEntriesOf(UserId owner) {
    if (isUnderWay(owner)) {
      awaitRound();
    }
  }

  /// The same by a sync of one's own, for those who may not wait for another's.
  void syncEntriesOf(UserId owner) {
    if (isUnderWay(owner)) {
      sync.run();
    }
  }

  private boolean isUnderWay(UserId owner) {
    return underWay.stream().anyMatch(commit -> commit.owners.contains(owner));
  }

  private void giveUp(Commit commit) {
    lock.lock();
    try {
      givenUp.add(commit);
    } finally {
      lock.unlock();
    }
  }

  /// Returns after a sync that began after the call.
  private void awaitRound() {
    lock.lock();
    try {
      long wanted = begun + 1;
      while (done < wanted) {
        if (running) {
          roundOver.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Runs one sync for all who wait. When it fails, its leader throws and another one tries.
  private void lead() {
    running = true;
    begun++;
    List<Commit> givenUpBefore = List.copyOf(givenUp);
    lock.unlock();
    boolean well = false;
    try {
      sync.run();
      well = true;
    } finally {
      lock.lock();
      running = false;
      if (well) {
        done = begun;
        givenUpBefore.forEach(underWay::remove);
        givenUpBefore.forEach(givenUp::remove);
      }
      roundOver.signalAll();
    }
  }
}
