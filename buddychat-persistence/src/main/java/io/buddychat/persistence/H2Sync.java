package io.buddychat.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Makes H2 bring to the disk what has been committed, on a connection of its own: those of the
/// pool may all be waiting for locks.
///
/// One thread at a time runs it, as [Durability] sees to.
final class H2Sync implements Runnable, AutoCloseable {

  private final HikariDataSource pool;
  private @Nullable Connection connection;

  H2Sync(HikariDataSource pool) {
    this.pool = pool;
  }

  @Override
  public synchronized void run() {
    try (Statement statement = connection().createStatement()) {
      statement.execute("checkpoint sync");
    } catch (SQLException e) {
      throw new IllegalStateException("H2 cannot bring what was committed to the disk", e);
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      Properties login = new Properties();
      if (pool.getUsername() != null) {
        login.put("user", pool.getUsername());
        login.put("password", pool.getPassword());
      }
      open = DriverManager.getConnection(pool.getJdbcUrl(), login);
      connection = open;
    }
    return open;
  }

  /// Closes the database, and lets H2 put what is alive into a new file in place of the old one.
  /// The old one stays until the new one is whole. If nothing was written, there is nothing to be
  /// done.
  @Override
  public synchronized void close() {
    Connection open = connection;
    connection = null;
    try {
      if (open != null && !open.isClosed()) {
        try (open;
            Statement statement = open.createStatement()) {
          statement.execute("shutdown compact");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not close its file", e);
    }
  }
}
