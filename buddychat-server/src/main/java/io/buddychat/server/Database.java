package io.buddychat.server;

import io.buddychat.persistence.JdbiStore;
import java.io.IOException;
import java.util.regex.Pattern;

/// The store in the database of the settings.
record Database(JdbiStore store) implements AutoCloseable {

  private static final Pattern IN_ADDRESS = Pattern.compile("(?i)(password=)[^;&\\s]*");

  /// @throws BuddyChatServer.StartFailed if it does not open
  static Database open(Settings settings) {
    try {
      if (settings.database().isEmpty()) {
        DataFolder.make(settings.dataFolder());
      }
      return new Database(JdbiStore.open(options(settings)));
    } catch (RuntimeException | IOException e) {
      throw new BuddyChatServer.StartFailed(
          Setting.DB_URL.key() + ": the database does not open: " + reason(settings, e), e);
    }
  }

  private static JdbiStore.Options options(Settings settings) {
    return settings
        .database()
        .map(
            given ->
                JdbiStore.Options.of(given.url())
                    .login(given.user().orElse(""), given.password().orElse("")))
        .orElseGet(() -> JdbiStore.Options.of(inFolder(settings)));
  }

  private static String inFolder(Settings settings) {
    return "jdbc:h2:file:" + settings.dataFolder().toAbsolutePath().resolve("buddychat");
  }

  /// What the database says, without what is secret of its address.
  private static String reason(Settings settings, Exception failure) {
    String reason = Causes.deepest(failure);
    if (settings.database().isPresent()) {
      Settings.Database database = settings.database().get();
      reason = reason.replace(database.url(), "...");
      if (database.password().isPresent()) {
        reason = reason.replace(database.password().get(), "...");
      }
    }
    return IN_ADDRESS.matcher(reason).replaceAll("$1...");
  }

  @Override
  public void close() {
    store.close();
  }
}
