package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.user.Passwords;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.testkit.MutableClock;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A real server on a free port, that keeps everything in memory and hashes passwords quickly. Its
/// clock stands still at the present, so that tokens expire when a test says so. It does not look
/// for other nodes, lest that is counted among the statements of a test.
final class TestServer implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "BUDDYCHAT_PORT", "0",
          "BUDDYCHAT_RATE_LIMIT", "0",
          "BUDDYCHAT_PEERS", "false",
          "BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be",
          "BUDDYCHAT_DATA_DIR", "target/test-data");

  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MutableClock clock;
  private final BuddyChatServer server;
  private final TestClient client;

  private TestServer(
      Map<String, String> settings,
      Passwords passwords,
      Store store,
      MutableClock clock,
      Duration patience) {
    this(settings, passwords, store, clock, patience, GRACE);
  }

  private TestServer(
      Map<String, String> settings,
      Passwords passwords,
      Store store,
      MutableClock clock,
      Duration patience,
      Duration grace) {
    this.clock = clock;
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    server =
        BuddyChatServer.with(Settings.of(all, Optional.empty()))
            .store(store)
            .passwords(passwords)
            .clock(clock)
            .grace(grace)
            .patience(patience)
            .start();
    client = new TestClient(server.uri());
  }

  static TestServer start() {
    return start(Map.of());
  }

  /// With other settings than those above.
  static TestServer start(Map<String, String> settings) {
    return start(settings, new Pbkdf2Passwords(1, 8));
  }

  static TestServer start(Map<String, String> settings, Passwords passwords) {
    return new TestServer(
        settings,
        passwords,
        new InMemoryStore(),
        new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        PATIENCE);
  }

  /// That lets what runs end for so long when it stops.
  static TestServer stoppingWithin(Duration grace, Passwords passwords) {
    return new TestServer(
        Map.of(),
        passwords,
        new InMemoryStore(),
        new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        PATIENCE,
        grace);
  }

  /// With what has happened in this scene.
  static TestServer after(Scene scene) {
    return on(scene.store(), scene.clock(), PATIENCE);
  }

  /// @param patience how long a client may read nothing
  static TestServer on(Store store, MutableClock clock, Duration patience) {
    return new TestServer(Map.of(), new Pbkdf2Passwords(1, 8), store, clock, patience);
  }

  /// That keeps everything in this store.
  static TestServer on(Store store) {
    return on(store, Map.of());
  }

  /// That keeps everything in this store, with other settings than those above.
  static TestServer on(Store store, Map<String, String> settings) {
    return new TestServer(
        settings,
        new Pbkdf2Passwords(1, 8),
        store,
        new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        PATIENCE);
  }

  /// That goes by this clock, with other settings than those above.
  static TestServer on(Store store, MutableClock clock, Map<String, String> settings) {
    return new TestServer(settings, new Pbkdf2Passwords(1, 8), store, clock, PATIENCE);
  }

  /// That goes by this clock, and checks passwords so.
  static TestServer on(Store store, MutableClock clock, Passwords passwords) {
    return new TestServer(Map.of(), passwords, store, clock, PATIENCE);
  }

  MutableClock clock() {
    return clock;
  }

  URI uri() {
    return server.uri();
  }

  int openSockets() {
    return server.openSockets();
  }

  TestClient client() {
    return client;
  }

  @Override
  public void close() {
    server.close();
  }
}
