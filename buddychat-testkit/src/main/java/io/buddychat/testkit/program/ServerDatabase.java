package io.buddychat.testkit.program;

import io.buddychat.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The database below a server that is killed or measured: on the disk, and safe in a power cut.
public interface ServerDatabase extends AutoCloseable {

  String H2 = "h2";
  String POSTGRES = "postgres";

  /// The names that [open][#open] takes.
  List<String> NAMES = List.of(H2, POSTGRES);

  /// The settings by which a server finds it.
  Map<String, String> settings();

  /// Whether it is a process of its own, which can be killed beside the server.
  boolean isItsOwnProcess();

  /// `kill -9` for the database; returns when it is gone.
  void kill();

  /// Starts it again, at the same address.
  void restart();

  @Override
  void close();

  /// @param folder where it lies. PostgreSQL's must not lie in a folder that is closed to other
  ///   users
  static ServerDatabase open(String name, Path folder) {
    return switch (name) {
      case H2 -> new EmbeddedDatabase();
      case POSTGRES -> new PostgresDatabase(TestPostgres.Options.durable().in(folder));
      default -> throw new IllegalArgumentException("a database is one of " + NAMES);
    };
  }
}
