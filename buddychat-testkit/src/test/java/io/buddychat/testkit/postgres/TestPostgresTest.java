package io.buddychat.testkit.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestPostgresTest {

  private static final TestPostgres.Options QUICK =
      TestPostgres.Options.durable().with(Durability.FORGETS_ON_CRASH);

  static Stream<RunAs> waysThatThisMachineAllows() {
    return Stream.of(RunAs.values()).filter(way -> way.refusal().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("waysThatThisMachineAllows")
  void startsInEveryWayThatThisMachineAllows(RunAs way) throws SQLException {
    TestPostgres server = TestPostgres.start(QUICK, way);
    try (server) {
      assertThat(ask(server.jdbcUrl(), "show server_version")).startsWith("18.");
      if (way == RunAs.NOBODY) {
        assertThat(ProcessHandle.of(server.pid()).orElseThrow().info().user()).contains("nobody");
      }
    }
    assertThat(ProcessHandle.of(server.pid())).isEmpty();
  }

  @Test
  void whereNoWayWorksItSaysWhy() {
    RunAs hopeless = RunAs.weAreRoot() ? RunAs.OURSELVES : RunAs.NOBODY;

    assertThatThrownBy(() -> RunAs.firstThatWorks(hopeless))
        .hasMessageContaining(hopeless.refusal().orElseThrow())
        .hasMessageContaining("BUDDYCHAT_TEST_PG_URL");
  }

  @Test
  void aServerThatCannotStartSaysWhatItPrinted() {
    TestPostgres.Options misspelt = QUICK.with("fsink", "on");

    assertThatThrownBy(() -> TestPostgres.start(misspelt))
        .hasMessageContaining("unrecognized configuration parameter \"fsink\"");
  }

  @Nested
  class TheSharedServer {

    @Test
    void givesEachAnEmptyDatabaseOfItsOwn() throws SQLException {
      String mine = TestPostgres.freshDatabase();
      String yours = TestPostgres.freshDatabase();
      run(mine, "create table things (id bigint)");

      String tables = "select count(*) from information_schema.tables where table_name = 'things'";
      assertThat(ask(mine, tables)).isEqualTo("1");
      assertThat(ask(yours, tables)).isEqualTo("0");
    }

    @Test
    void comparesTextsAlikeOnEveryMachine() throws SQLException {
      String database = TestPostgres.freshDatabase();

      assertThat(ask(database, "select 'B' < 'a'")).isEqualTo("t");
      assertThat(ask(database, "select lower('ÄÉ')")).isEqualTo("äé");
    }

    @Test
    void mayBeOneFromOutside() throws SQLException {
      try (TestPostgres outside = TestPostgres.start(QUICK)) {
        SharedServer shared =
            SharedServer.choose(
                Map.of(
                    SharedServer.URL,
                    "jdbc:postgresql://127.0.0.1:" + outside.port() + "/postgres",
                    "BUDDYCHAT_TEST_PG_USER",
                    "postgres"));
        assertThat(shared.ours()).isFalse();

        Login fresh = shared.login().createDatabase();

        assertThat(ask(fresh.jdbcUrl(), "select current_database()")).isEqualTo(fresh.database());
      }
    }
  }

  @Nested
  class AServerOfOnesOwn {

    @TempDir private Path temporary;
    private TestPostgres.Options options;

    /// A server that runs as nobody must be able to come in.
    @BeforeEach
    void open() {
      assertThat(temporary.toFile().setExecutable(true, false)).isTrue();
      options = TestPostgres.Options.durable().in(temporary.resolve("data"));
    }

    @Test
    void writesToTheDiskBeforeItAnswers() throws SQLException {
      try (TestPostgres server = TestPostgres.start(TestPostgres.Options.durable())) {
        for (String setting : Durability.SURVIVES_POWER_CUT.settings().keySet()) {
          assertThat(ask(server.jdbcUrl(), "show " + setting)).as(setting).isEqualTo("on");
        }
      }
    }

    @Test
    void takesSettings() throws SQLException {
      try (TestPostgres server = TestPostgres.start(QUICK.with("max_connections", "33"))) {
        assertThat(ask(server.jdbcUrl(), "show fsync")).isEqualTo("off");
        assertThat(ask(server.newDatabase(), "show max_connections")).isEqualTo("33");
      }
    }

    @Test
    void killedByItsStarterKeepsWhatWasCommitted() throws SQLException {
      TestPostgres first = TestPostgres.start(options);
      run(first.jdbcUrl(), "create table things as select 7 as id");
      first.kill();
      assertThatThrownBy(() -> ask(first.jdbcUrl(), "select id from things"))
          .isInstanceOf(SQLException.class);

      try (TestPostgres second = TestPostgres.start(options.onPort(first.port()))) {
        assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
        assertThat(ask(second.jdbcUrl(), "select id from things")).isEqualTo("7");
      }
    }

    @Test
    void killedFromOutsideStartsAgainAtOnce() throws SQLException {
      TestPostgres first = TestPostgres.start(options);
      try (Connection open = DriverManager.getConnection(first.jdbcUrl());
          Statement statement = open.createStatement()) {
        statement.execute("create table things as select 7 as id");
        ProcessHandle server = ProcessHandle.of(first.pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();

        try (TestPostgres second = TestPostgres.start(options.onPort(first.port()))) {
          first.close();
          assertThat(ask(second.jdbcUrl(), "select id from things")).isEqualTo("7");
        }
      }
    }

    @Test
    void closedStartsAgainFromItsFolder() throws SQLException {
      try (TestPostgres first = TestPostgres.start(options)) {
        run(first.jdbcUrl(), "create table things as select 7 as id");
      }
      try (TestPostgres second = TestPostgres.start(options)) {
        assertThat(ask(second.jdbcUrl(), "select id from things")).isEqualTo("7");
      }
    }
  }

  @Nested
  class TheEndOfTheJvm {

    @TempDir private Path temporary;

    @BeforeEach
    void open() {
      assertThat(temporary.toFile().setExecutable(true, false)).isTrue();
    }

    @Test
    void leavesNoProcessAndNoFile() throws Exception {
      long server = serverOfAnotherJvmThat("ends");

      assertThat(ProcessHandle.of(server)).isEmpty();
      assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void thatWasKilledIsTidiedUpByTheNextOne() throws Exception {
      long server = serverOfAnotherJvmThat("is killed");
      assertThat(ProcessHandle.of(server)).isPresent();
      try (var folders = Files.newDirectoryStream(temporary, "buddychat-postgres-*")) {
        for (Path folder : folders) {
          assertThat(folder.resolve("in-use").toFile().setLastModified(0)).isTrue();
        }
      }

      ServerFolder.sweep(temporary);

      assertThat(ProcessHandle.of(server)).isEmpty();
      assertThat(temporary).isDirectoryNotContaining("glob:**buddychat-postgres-*");
    }

    private long serverOfAnotherJvmThat(String how) throws IOException, InterruptedException {
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-Djava.io.tmpdir=" + temporary,
                  StartsPostgresAndEnds.class.getName(),
                  how)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String pid = new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
      jvm.waitFor();
      return Long.parseLong(pid);
    }
  }

  private static void run(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
