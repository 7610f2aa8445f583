package io.buddychat.persistence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the tables to their newest form.
///
/// Nearly every start finds them so. Then their history holds exactly our files, each as it is
/// today, and one query tells; Flyway, which would say the same after a tenth of the whole start,
/// is asked only when there is something to do, or to complain of.
final class Migrations {

  /// The history has a name of its own, for the database may have other tenants.
  private static final String HISTORY = "buddychat_migrations";

  private static final String FOLDER = "migrations";

  /// What the history calls the tables that were there before ours.
  private static final String BEFORE = "0";

  /// In their order.
  static final List<String> FILES =
      List.of(
          "V1__users.sql",
          "V2__sessions.sql",
          "V3__conversations.sql",
          "V4__messages.sql",
          "V5__inboxes.sql",
          "V6__attachments.sql",
          "V7__retention.sql",
          "V8__public_groups.sql",
          "V9__noticed.sql");

  private Migrations() {}

  /// A migration as the history has it.
  ///
  /// @param checksum of the file that was run, by Flyway's rule
  private record Migration(String file, int checksum, boolean success) {}

  static void run(DataSource database, Dialect dialect) {
    if (!areDone(database)) {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:io/buddychat/persistence/" + FOLDER)
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion(BEFORE)
          .placeholders(Map.of("prefix", dialect.prefixIndex(), "partial", dialect.partialIndex()))
          .load()
          .migrate();
    }
  }

  /// Whether the history says that there is nothing to do, or to complain of.
  static boolean areDone(DataSource database) {
    return history(database)
        .filter(
            FILES.stream().map(file -> new Migration(file, checksum(file), true)).toList()::equals)
        .isPresent();
  }

  /// Empty if it cannot be read: most often there is none yet.
  private static Optional<List<Migration>> history(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select script, checksum, success from %s
                where version <> '%s' order by installed_rank
                """
                    .formatted(HISTORY, BEFORE))) {
      List<Migration> history = new ArrayList<>();
      while (rows.next()) {
        history.add(new Migration(rows.getString(1), rows.getInt(2), rows.getBoolean(3)));
      }
      return Optional.of(history);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /// The lines count, and not how they end.
  private static int checksum(String file) {
    CRC32 checksum = new CRC32();
    try (InputStream content = Migrations.class.getResourceAsStream(FOLDER + "/" + file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        checksum.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return (int) checksum.getValue();
  }
}
