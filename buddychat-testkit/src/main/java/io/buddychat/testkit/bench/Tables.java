package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.ServerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of a server, for who reads and writes them past it. On H2 the server must not be
/// running.
///
/// @param url where they are
record Tables(String url) {

  private static final String H2_SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
          + ";QUERY_CACHE_SIZE=64;DB_CLOSE_ON_EXIT=FALSE";

  private static final String H2_FILE = ".mv.db";

  private static final Pattern POSTGRES_URL =
      Pattern.compile("(?<server>jdbc:postgresql://[^/]+/)(?<database>\\w+)(?<rest>.*)");

  /// @param folder the server's, with its data below
  static Tables of(ServerDatabase database, Path folder) {
    String url = database.settings().get("BUDDYCHAT_DB_URL");
    return new Tables(url != null ? url : h2(folder.resolve("data").resolve("buddychat")));
  }

  private static String h2(Path file) {
    return "jdbc:h2:file:" + file.toAbsolutePath() + H2_SETTINGS;
  }

  boolean areH2() {
    return url.startsWith("jdbc:h2:");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /// A copy of all of them; the server must not be running.
  Tables copy(String name) {
    return areH2() ? copyOfH2(name) : madeBeside(name, " template " + parts().group("database"));
  }

  /// An empty database of the same PostgreSQL.
  Tables beside(String name) {
    return madeBeside(name, "");
  }

  private Tables copyOfH2(String name) {
    Path file = Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + H2_FILE);
    try {
      Path copy = file.resolveSibling(name);
      Files.copy(file, Path.of(copy + H2_FILE));
      return new Tables(h2(copy));
    } catch (IOException e) {
      throw new UncheckedIOException("H2's file cannot be copied", e);
    }
  }

  private Tables madeBeside(String name, String template) {
    Matcher parts = parts();
    String made = parts.group("database") + "_" + name;
    Tables other = new Tables(parts.group("server") + "postgres" + parts.group("rest"));
    other.execute("create database " + made + template);
    return new Tables(parts.group("server") + made + parts.group("rest"));
  }

  private Matcher parts() {
    Matcher parts = POSTGRES_URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no PostgreSQL: " + url);
    }
    return parts;
  }

  void execute(String... sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database refuses: " + e.getMessage(), e);
    }
  }

  /// The number that a query answers with.
  long number(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the database refuses: " + e.getMessage(), e);
    }
  }

  /// How many copies of messages there are, of all people together.
  long copies() {
    return number("select count(*) from message_copy");
  }

  /// @throws NotRun when a commit of this PostgreSQL could be lost
  void demandDurability() {
    if (areH2()) {
      // H2's commits are synced by whoever commits.
      return;
    }
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("show " + setting)) {
        if (!row.next() || !row.getString(1).equals("on")) {
          throw new NotRun("PostgreSQL's " + setting + " is not on");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
