package io.buddychat.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes H2 bring to the disk what has been committed, on a connection of its own: those of the
/// pool may all be waiting for locks.
///
/// One thread at a time runs it, as [Durability] sees to.
final class H2Sync implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(H2Sync.class);

  private final HikariDataSource pool;
  private @Nullable Connection connection;
  private Path file = Path.of("");
  private boolean closed;

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
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    Connection open = connection;
    if (open == null || open.isClosed()) {
      Properties login = new Properties();
      if (pool.getUsername() != null) {
        login.put("user", pool.getUsername());
        login.put("password", pool.getPassword());
      }
      open = DriverManager.getConnection(pool.getJdbcUrl(), login);
      file = fileOf(open);
      connection = open;
    }
    return open;
  }

  /// How long the file is, in bytes; 0 where it is none that the operating system knows.
  synchronized long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Whether nobody else is connected.
  synchronized boolean isAlone() {
    try (Statement statement = connection().createStatement();
        ResultSet sessions =
            statement.executeQuery("select count(*) from information_schema.sessions")) {
      sessions.next();
      return sessions.getInt(1) == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not say who is connected", e);
    }
  }

  /// Closes the database, and lets H2 put what is alive into a new file in place of the old one.
  /// The old one stays until the new one is whole and on the disk. Whoever connects next opens the
  /// new one.
  ///
  /// Nobody else may be connected: else H2 leaves it to the last of them to write the file, and
  /// this returns before that has happened.
  synchronized void rewrite() {
    try {
      Connection open = connection();
      connection = null;
      try (open;
          Statement statement = open.createStatement()) {
        statement.execute("shutdown compact");
      }
      bringToTheDisk(file.getParent());
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not write its file anew", e);
    }
  }

  /// Closes the database and [rewrites][#rewrite] its file. If nothing was written, there is
  /// nothing to be done.
  @Override
  public synchronized void close() {
    if (connection != null) {
      rewrite();
    }
    closed = true;
  }

  private static Path fileOf(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet path = statement.executeQuery("select database_path()")) {
      path.next();
      return Path.of(path(path.getString(1)) + ".mv.db").toAbsolutePath();
    }
  }

  /// Without what says how the file is used (`nio:`, `split:30:nio:`). A single letter is a drive.
  static String path(String address) {
    return address.replaceFirst("^(\\w{2,}:)+", "");
  }

  /// That a file has taken another's place stands in their folder, which is synced like a file.
  /// Where the operating system does not open folders, it sees to that by itself.
  private static void bringToTheDisk(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.debug("The folder of the database cannot be synced", e);
    }
  }
}
