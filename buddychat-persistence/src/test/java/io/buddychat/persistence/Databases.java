package io.buddychat.persistence;

import io.buddychat.testkit.postgres.TestPostgres;
import java.util.UUID;

/// Where the tests keep things: each call gives a database of its own.
final class Databases {

  private Databases() {}

  static String h2() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }

  static String postgres() {
    return TestPostgres.freshDatabase();
  }

  static JdbiStore open(String url) {
    return JdbiStore.open(JdbiStore.Options.of(url));
  }
}
