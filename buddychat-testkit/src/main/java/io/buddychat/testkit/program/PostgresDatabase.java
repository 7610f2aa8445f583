package io.buddychat.testkit.program;

import io.buddychat.testkit.postgres.TestPostgres;
import java.util.Map;

/// A PostgreSQL that the server connects to.
final class PostgresDatabase implements ServerDatabase {

  private final TestPostgres.Options options;
  private final String url;
  private TestPostgres postgres;

  PostgresDatabase(TestPostgres.Options options) {
    postgres = TestPostgres.start(options);
    this.options = options.onPort(postgres.port());
    url = postgres.newDatabase();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("BUDDYCHAT_DB_URL", url);
  }

  @Override
  public boolean isItsOwnProcess() {
    return true;
  }

  @Override
  public void kill() {
    postgres.kill();
  }

  @Override
  public void restart() {
    postgres = TestPostgres.start(options);
  }

  @Override
  public void close() {
    postgres.close();
  }
}
