package io.buddychat.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the file of H2 from growing for ever while it is in use.
///
/// H2 may only append ([H2Url]), so the file is mostly history after a while. When it is several
/// times as long as what was alive in it, it is written anew: a moment is taken in which nobody
/// uses the database, and [H2Sync#rewrite] does it. Whoever comes meanwhile waits, and that can be
/// long: it takes about as long as writing what is alive, some seconds for a million messages. So a
/// moment is chosen in which nobody has written for a while; only a file that has grown several
/// times further is not let wait for one.
///
/// What happens when the process is killed or the power goes meanwhile: the old file is there, or
/// the new one, and both hold the same.
final class H2Upkeep {

  private static final Logger log = LoggerFactory.getLogger(H2Upkeep.class);

  /// How many times as long as after the last rewriting a file may become.
  private static final int GROWTH = 4;

  /// How many times as long as that it must be to be written anew though people write.
  private static final int HURRY = 4;

  /// How long nobody has written when a moment is quiet.
  private static final Duration QUIET = Duration.ofSeconds(1);

  /// How long those who read may take to finish, and their connections to close. If it takes
  /// longer, another moment is chosen.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HikariDataSource pool;
  private final H2Sync file;
  private final Turns turns;
  private final long least;

  /// Used by whoever syncs, or by the worker while it is at work.
  private long bound;

  private volatile boolean atWork;
  private final AtomicLong syncs = new AtomicLong();

  /// @param least up to this length, in bytes, a file is left alone
  H2Upkeep(HikariDataSource pool, H2Sync file, Turns turns, long least) {
    this.pool = pool;
    this.file = file;
    this.turns = turns;
    this.least = least;
    this.bound = least;
  }

  /// To be called after each sync, by one thread at a time. Returns soon.
  void afterSync() {
    syncs.incrementAndGet();
    if (!atWork && file.size() > bound) {
      atWork = true;
      Thread worker = new Thread(this::rewrite, "h2-upkeep");
      worker.setDaemon(true);
      worker.start();
    }
  }

  private void rewrite() {
    try {
      awaitQuiet();
      turns.take(this::rewriteInMyTurn);
    } catch (RuntimeException e) {
      log.warn("The file of H2 could not be written anew; it goes on growing", e);
    } finally {
      atWork = false;
    }
  }

  private void awaitQuiet() {
    long seen = -1;
    while (seen != syncs.get() && file.size() < HURRY * bound) {
      seen = syncs.get();
      LockSupport.parkNanos(QUIET.toNanos());
    }
  }

  /// No transaction runs now, and nobody begins to read.
  ///
  /// @return false when somebody who reads takes too long: nothing has happened then, and it is
  ///   tried again only when the file has grown further, as after a failure
  boolean rewriteInMyTurn() {
    if (file.isClosed()) {
      return true;
    }
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    connections.suspendPool();
    boolean alone = false;
    boolean anew = false;
    try {
      alone = isAlone(connections);
      anew = alone && rewriteAlone(connections);
    } finally {
      if (!anew) {
        bound = file.size() + least / 16;
      }
      connections.resumePool();
    }
    return alone;
  }

  /// @return false when the file is as long as before: H2 keeps the old one, and quiet, when it
  ///   cannot make a new one
  private boolean rewriteAlone(HikariPoolMXBean connections) {
    long before = file.size();
    long begun = System.nanoTime();
    file.rewrite();
    connections.softEvictConnections();
    long after = file.size();
    if (after >= before) {
      log.warn("H2 has not made its file shorter than {} bytes; it goes on growing", before);
      return false;
    }
    bound = Math.max(least, GROWTH * after);
    log.info(
        "Wrote the file of H2 anew: {} bytes of {}, in {} ms",
        after,
        before,
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
    return true;
  }

  /// How long the file may become before it is written anew.
  long bound() {
    return bound;
  }

  /// Waits until nobody but the one who syncs is connected. Connections are closed a little after
  /// they were told to be, by a thread of the pool.
  private boolean isAlone(HikariPoolMXBean connections) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      connections.softEvictConnections();
      if (connections.getActiveConnections() == 0 && file.isAlone()) {
        return true;
      }
      LockSupport.parkNanos(1_000_000);
    } while (System.nanoTime() < deadline);
    return false;
  }
}
