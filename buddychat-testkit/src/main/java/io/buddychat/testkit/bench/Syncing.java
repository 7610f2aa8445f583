package io.buddychat.testkit.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// How a commit gets to the disk before it counts.
interface Syncing {

  /// Commits, and returns when it is durable.
  void commit(Connection connection) throws SQLException;

  /// PostgreSQL does it by itself.
  static Syncing byTheDatabase() {
    return Connection::commit;
  }

  /// H2 is told to sync after each commit.
  static Syncing each() {
    return connection -> {
      connection.commit();
      sync(connection);
    };
  }

  /// H2 is told to sync, and those who commit meanwhile share the next sync.
  static Syncing shared() {
    return new SharedSync();
  }

  private static void sync(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  /// Whoever has committed waits for a sync that began after their commit; one of them runs it.
  final class SharedSync implements Syncing {

    private long begun;
    private long done;
    private boolean running;

    private SharedSync() {}

    @Override
    public void commit(Connection connection) throws SQLException {
      connection.commit();
      long wanted = wanted();
      while (leads(wanted)) {
        boolean well = false;
        try {
          sync(connection);
          well = true;
        } finally {
          over(well);
        }
      }
    }

    private synchronized long wanted() {
      return begun + 1;
    }

    /// Whether this thread has to run a sync; false when a good one has ended.
    private synchronized boolean leads(long wanted) throws SQLException {
      try {
        while (running && done < wanted) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("interrupted while another one syncs", e);
      }
      if (done >= wanted) {
        return false;
      }
      running = true;
      begun++;
      return true;
    }

    private synchronized void over(boolean well) {
      running = false;
      if (well) {
        done = begun;
      }
      notifyAll();
    }
  }
}
