package io.buddychat.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// A connection to PostgreSQL of its own, on which nodes hear each other.
///
/// One thread speaks and listens; any may [abort][#abort] it.
final class PeerLine implements AutoCloseable {

  /// Beyond what any answer here takes: a connection that is dead is not waited for.
  private static final String PATIENCE_SECONDS = "10";

  private static final String CHANNEL = "buddychat";

  private final Connection connection;
  private final PGConnection postgres;

  private PeerLine(Connection connection) throws SQLException {
    this.connection = connection;
    this.postgres = connection.unwrap(PGConnection.class);
  }

  /// @param node what something is said or heard of
  record Heard(int node, String text) {}

  /// Connects, and listens from now on.
  static PeerLine open(JdbiStore.Options options) throws SQLException {
    Properties properties = new Properties();
    Dialect.POSTGRESQL.properties().forEach(properties::setProperty);
    properties.setProperty("ApplicationName", "buddychat peers");
    properties.setProperty("connectTimeout", PATIENCE_SECONDS);
    properties.setProperty("socketTimeout", PATIENCE_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    if (!options.user().isEmpty()) {
      properties.setProperty("user", options.user());
      properties.setProperty("password", options.password());
    }
    Connection connection = new Driver().connect(options.url(), properties);
    if (connection == null) {
      throw new SQLException("this is no address of PostgreSQL");
    }
    try {
      PeerLine line = new PeerLine(connection);
      line.listen();
      return line;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /// A hint need not outlive a crash, so nobody waits for the disk.
  private void listen() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
      statement.execute("listen " + CHANNEL);
    }
  }

  /// What the others say; waits for so long if they say nothing.
  List<Heard> hear(int millis) throws SQLException {
    List<Heard> heard = new ArrayList<>();
    PGNotification[] notifications = postgres.getNotifications(millis);
    if (notifications != null) {
      for (PGNotification each : notifications) {
        if (each.getPID() != postgres.getBackendPID()) {
          heard.add(new Heard(each.getPID(), each.getParameter()));
        }
      }
    }
    return heard;
  }

  /// Says these texts to all others, in one commit.
  void say(List<String> texts) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select pg_notify(?, t.word)
            from unnest(?) as t (word)
            """)) {
      statement.setString(1, CHANNEL);
      statement.setArray(2, connection.createArrayOf("text", texts.toArray()));
      statement.execute();
    }
  }

  /// Ends it at once, whatever it is doing.
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Then it is over already.
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
