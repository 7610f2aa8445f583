package io.buddychat.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the file of H2 from growing for ever while it is in use.
///
/// H2 may only append ([H2Url]), so the file is mostly history after a while. When it is several
/// times as long as what was alive in it, it is written anew: a moment is taken in which nobody
/// uses the database, and [H2Sync#rewrite] does it. Whoever comes meanwhile waits; it takes about
/// as long as writing what is alive. As the file must first have grown several times over, that is
/// a small part of all the time spent on writing.
///
/// What happens when the process is killed or the power goes meanwhile: the old file is there, or
/// the new one, and both hold the same.
final class H2Upkeep {

  private static final Logger log = LoggerFactory.getLogger(H2Upkeep.class);

  /// How many times as long as after the last rewriting a file may become.
  private static final int GROWTH = 4;

  /// How long those who read may take to finish. If one takes longer, another moment is chosen.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HikariDataSource pool;
  private final H2Sync file;
  private final Turns turns;
  private final long least;

  /// Used by whoever syncs, or by the worker while it is at work.
  private long bound;

  private volatile boolean atWork;

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
    if (!atWork && file.size() > bound) {
      atWork = true;
      Thread worker = new Thread(this::rewrite, "h2-upkeep");
      worker.setDaemon(true);
      worker.start();
    }
  }

  private void rewrite() {
    try {
      turns.take(this::rewriteInMyTurn);
    } catch (RuntimeException e) {
      log.warn("The file of H2 could not be written anew; it goes on growing", e);
    } finally {
      atWork = false;
    }
  }

  /// No transaction runs now, and nobody begins to read.
  private void rewriteInMyTurn() {
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    connections.suspendPool();
    try {
      if (allReturned(connections)) {
        long before = file.size();
        long begun = System.nanoTime();
        connections.softEvictConnections();
        file.rewrite();
        connections.softEvictConnections();
        long after = file.size();
        bound = Math.max(least, GROWTH * after);
        log.info(
            "Wrote the file of H2 anew: {} bytes of {}, in {} ms",
            after,
            before,
            Duration.ofNanos(System.nanoTime() - begun).toMillis());
      }
    } finally {
      connections.resumePool();
    }
  }

  private static boolean allReturned(HikariPoolMXBean connections) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (connections.getActiveConnections() > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }
}
