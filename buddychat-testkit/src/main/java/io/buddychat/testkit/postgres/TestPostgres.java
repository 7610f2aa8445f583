package io.buddychat.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL, for as long as a test or a program needs it.
///
/// Tests share one server and take [a database each][#freshDatabase]. A program that measures or
/// kills [starts its own][#start], whose commits are on the disk when they are answered. Either
/// ends with the JVM at the latest. The package says how a server is found and started.
public final class TestPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What a server says that finds the children of a killed one still at work.
  private static final String PREDECESSOR_LIVES = "pre-existing shared memory block";

  private static final Set<TestPostgres> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(TestPostgres::close), "stop PostgreSQL"));
  }

  private final ServerFolder folder;
  private final Cluster cluster;
  private final Process process;
  private final int port;
  private final Login login;

  private TestPostgres(
      ServerFolder folder, Cluster cluster, Process process, int port, Login login) {
    this.folder = folder;
    this.cluster = cluster;
    this.process = process;
    this.port = port;
    this.login = login;
  }

  /// A new, empty database in the shared server, as an address that needs no further login.
  ///
  /// Nobody else gets the same one, so tests need not tidy up.
  ///
  /// @throws IllegalStateException saying why, when there is no PostgreSQL to be had
  public static String freshDatabase() {
    return SharedServer.get().freshDatabase();
  }

  /// Starts a server of one's own and returns when it answers.
  ///
  /// In a folder that a killed server left, it recovers what that one had committed.
  ///
  /// @throws IllegalStateException saying why, when it does not start within a minute
  public static TestPostgres start(Options options) {
    return start(options, RunAs.choose());
  }

  static TestPostgres start(Options options, RunAs runAs) {
    try {
      Optional<Path> cached = PostgresPrograms.cached();
      boolean forgets = options.durability() == Durability.FORGETS_ON_CRASH;
      // Without a cache the programs go there too, and file systems in memory often run none.
      ServerFolder folder = ServerFolder.create(runAs, forgets && cached.isPresent());
      try {
        Path programs =
            cached.isPresent() ? cached.get() : PostgresPrograms.unpackedIn(folder.path());
        Path data = folder.dataIn(options.folder());
        TestPostgres server = start(options, new Cluster(runAs, programs, data), folder);
        RUNNING.add(server);
        return server;
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start: " + e, e);
    }
  }

  private static TestPostgres start(Options options, Cluster cluster, ServerFolder folder)
      throws IOException {
    cluster.create(options.durability());
    int port = options.port() == 0 ? freePort() : options.port();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    Login login = Login.of(url, Cluster.SUPERUSER, "");

    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Process process = cluster.launch(port, settings(options), folder.log());
    while (!answers(login, cluster.data())) {
      String log = Files.readString(folder.log());
      boolean mayTryAgain = process.isAlive() || log.contains(PREDECESSOR_LIVES);
      if (!mayTryAgain || System.nanoTime() > deadline) {
        Cluster.kill(process.toHandle());
        throw new IllegalStateException("PostgreSQL does not start:\n" + log);
      }
      if (!process.isAlive()) {
        process = cluster.launch(port, settings(options), folder.log());
      }
      pause();
    }
    return new TestPostgres(folder, cluster, process, port, login);
  }

  private static Map<String, String> settings(Options options) {
    Map<String, String> settings = new HashMap<>(options.durability().settings());
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "200");
    if (Cluster.LINUX) {
      settings.put("recovery_init_sync_method", "syncfs");
    }
    settings.putAll(options.settings());
    return settings;
  }

  /// Whether it is ours that answers: another server may have the port.
  private static boolean answers(Login login, Path data) throws IOException {
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show data_directory")) {
      return row.next() && Files.isSameFile(Path.of(row.getString(1)), data);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Below the ports that systems give to clients: a client that calls a dead server from the
  /// server's own port would talk to itself.
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (BindException taken) {
        // Draw again.
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL starts", e);
    }
  }

  /// The address of the server's first database; needs no further login.
  public String jdbcUrl() {
    return login.jdbcUrl();
  }

  /// The address of a new, empty database in this server.
  public String newDatabase() {
    return login.createDatabase().jdbcUrl();
  }

  public String user() {
    return login.user();
  }

  /// Empty: whoever reaches the port may come in.
  public String password() {
    return login.password();
  }

  public int port() {
    return port;
  }

  /// The server's own process, which a program may kill.
  public long pid() {
    return process.pid();
  }

  Login login() {
    return login;
  }

  /// `kill -9` for the server and all its processes; returns when they are gone.
  ///
  /// What a folder of one's own holds stays, to [start][#start] again. So does, as with any killed
  /// server, a megabyte of shared memory, until a server starts in the same folder: a program's
  /// last server is better closed.
  public void kill() {
    Cluster.kill(process.toHandle());
    close();
  }

  /// Stops the server. A folder of one's own stays, written out and ready to start again; else the
  /// data goes too.
  @Override
  public void close() {
    if (!RUNNING.remove(this)) {
      return;
    }
    boolean dataStay = !cluster.data().startsWith(folder.path());
    if (process.isAlive() && !cluster.stop(dataStay ? "fast" : "immediate")) {
      Cluster.kill(process.toHandle());
    }
    try {
      folder.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder.path(), e);
    }
  }

  /// How a server of one's own shall be.
  ///
  /// @param folder where its data stay when it is closed; null for a folder that goes with it. As
  ///   root it must not lie in a folder that is closed to other users, and belongs from then on to
  ///   the user whom the server runs as
  /// @param port 0 for any free one
  /// @param settings PostgreSQL's own, such as `shared_buffers` = `512MB`; they win over ours
  public record Options(
      @Nullable Path folder, int port, Durability durability, Map<String, String> settings) {

    public Options {
      settings = Map.copyOf(settings);
    }

    /// Safe against a power cut, on any port, without a past or a future.
    public static Options durable() {
      return new Options(null, 0, Durability.SURVIVES_POWER_CUT, Map.of());
    }

    public Options in(Path folder) {
      return new Options(folder, port, durability, settings);
    }

    public Options onPort(int port) {
      return new Options(folder, port, durability, settings);
    }

    public Options with(Durability durability) {
      return new Options(folder, port, durability, settings);
    }

    public Options with(String setting, String value) {
      Map<String, String> more = new HashMap<>(settings);
      more.put(setting, value);
      return new Options(folder, port, durability, more);
    }
  }
}
