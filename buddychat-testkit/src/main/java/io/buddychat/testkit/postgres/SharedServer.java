package io.buddychat.testkit.postgres;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server that all tests of a JVM share: one from outside if one is named, else one of our own,
/// started when the first test asks.
///
/// @param ours whether it goes when the JVM goes; from one that stays, our databases are dropped
record SharedServer(Login login, boolean ours) {

  static final String URL = "BUDDYCHAT_TEST_PG_URL";

  private static final String DURABILITY = "buddychat.testkit.postgres.durability";

  private static @Nullable SharedServer running;

  /// Kept, so that the hundredth test fails at once and for the same reason as the first.
  private static @Nullable String refusal;

  static synchronized SharedServer get() {
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
    if (running == null) {
      try {
        running = choose(System.getenv());
      } catch (RuntimeException e) {
        refusal = "As for the first test that asked: " + e.getMessage();
        throw e;
      }
    }
    return running;
  }

  static SharedServer choose(Map<String, String> environment) {
    String url = environment.getOrDefault(URL, "");
    if (!url.isBlank()) {
      String user = environment.getOrDefault("BUDDYCHAT_TEST_PG_USER", "");
      String password = environment.getOrDefault("BUDDYCHAT_TEST_PG_PASSWORD", "");
      return new SharedServer(Login.of(url, user, password), false);
    }
    String durability = System.getProperty(DURABILITY, Durability.FORGETS_ON_CRASH.name());
    TestPostgres.Options options =
        TestPostgres.Options.durable()
            .with(Durability.valueOf(durability.toUpperCase(Locale.ROOT)));
    return new SharedServer(TestPostgres.start(options).login(), true);
  }

  String freshDatabase() {
    Login fresh = login.createDatabase();
    if (!ours) {
      String drop = "drop database if exists " + fresh.database() + " with (force)";
      Runtime.getRuntime().addShutdownHook(new Thread(() -> login.execute(drop), drop));
    }
    return fresh.jdbcUrl();
  }
}
