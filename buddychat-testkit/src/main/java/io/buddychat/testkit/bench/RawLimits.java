package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.ServerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The raw limits of a database: each works in a copy of what the server has made, so tables,
/// indexes and people are the same. The server must not be running while they are copied.
final class RawLimits {

  private static final String H2_SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
          + ";QUERY_CACHE_SIZE=64;DB_CLOSE_ON_EXIT=FALSE";

  private static final Pattern POSTGRES_URL =
      Pattern.compile("(?<server>jdbc:postgresql://[^/]+/)(?<database>\\w+)(?<rest>.*)");

  private RawLimits() {}

  /// @param folder where the server has its data
  static List<RawContestant> of(ServerDatabase database, Path folder, int connections) {
    String url = database.settings().get("BUDDYCHAT_DB_URL");
    if (url != null) {
      return List.of(
          RawContestant.of("raw rows", copyOfPostgres(url), Syncing.byTheDatabase(), connections));
    }
    return List.of(
        RawContestant.of(
            "raw rows, a sync for each", copyOfH2(folder, "each"), Syncing.each(), connections),
        RawContestant.of(
            "raw rows, shared syncs", copyOfH2(folder, "shared"), Syncing.shared(), connections));
  }

  private static String copyOfH2(Path folder, String name) {
    Path data = folder.resolve("data");
    try {
      Files.copy(data.resolve("buddychat.mv.db"), data.resolve(name + ".mv.db"));
    } catch (IOException e) {
      throw new UncheckedIOException("H2's file cannot be copied", e);
    }
    return "jdbc:h2:file:" + data.toAbsolutePath().resolve(name) + H2_SETTINGS;
  }

  private static String copyOfPostgres(String url) {
    Matcher parts = POSTGRES_URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no PostgreSQL: " + url);
    }
    String copy = parts.group("database") + "_raw";
    String other = parts.group("server") + "postgres" + parts.group("rest");
    try (Connection connection = DriverManager.getConnection(other);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + copy + " template " + parts.group("database"));
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL cannot copy the server's database", e);
    }
    return parts.group("server") + copy + parts.group("rest");
  }
}
