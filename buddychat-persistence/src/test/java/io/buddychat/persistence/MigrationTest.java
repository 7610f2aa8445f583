package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How the tables come into a database.
class MigrationTest {

  interface Migrating {

    String url();

    private List<String> query(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(Dialect.of(url()).url(url()));
          Statement statement = connection.createStatement()) {
        List<String> rows = new ArrayList<>();
        if (statement.execute(sql)) {
          ResultSet result = statement.getResultSet();
          while (result.next()) {
            rows.add(result.getString(1));
          }
        }
        return rows;
      }
    }

    private List<String> tables() throws SQLException {
      return query(
          "select table_name from information_schema.tables where table_schema = 'public'");
    }

    @Test
    default void anEmptyDatabaseGetsTheTables() throws SQLException {
      Databases.open(url()).close();
      assertThat(tables())
          .containsExactlyInAnyOrder(
              "buddychat_migrations",
              "users",
              "phone_number",
              "session",
              "refresh_token",
              "conversation",
              "conversation_copy",
              "message",
              "message_copy",
              "ban",
              "send_key",
              "attachment",
              "mailbox",
              "inbox_entry");
    }

    @Test
    default void openingAgainKeepsWhatIsThere() throws SQLException {
      try (JdbiStore store = Databases.open(url())) {
        Person alice = Scene.on(store).alice();
        alice.sends(alice.chatWith(alice), "Note");
      }
      String migrations = "select count(*) from buddychat_migrations";
      List<String> before = query(migrations);
      try (JdbiStore store = Databases.open(url())) {
        assertThat(store.users().credentials("alice")).isPresent();
      }
      assertThat(query(migrations)).isEqualTo(before);
      assertThat(query("select content from message")).containsExactly("Note");
    }

    @Test
    default void whatIsUpToDateIsSeenWithoutFlyway() {
      try (HikariDataSource database = connections()) {
        assertThat(Migrations.areDone(database)).isFalse();
        Databases.open(url()).close();
        assertThat(Migrations.areDone(database)).isTrue();
      }
    }

    @Test
    default void aHistoryThatIsNotOursIsRefused() throws SQLException {
      Databases.open(url()).close();
      query("update buddychat_migrations set checksum = checksum + 1 where version = '2'");
      assertThatThrownBy(() -> Databases.open(url())).hasMessageContaining("checksum");
    }

    @Test
    default void whatIsMissingOrHasFailedIsToBeDone() throws SQLException {
      Databases.open(url()).close();
      String last = "where version = '" + Migrations.FILES.size() + "'";
      try (HikariDataSource database = connections()) {
        query("update buddychat_migrations set success = false " + last);
        assertThat(Migrations.areDone(database)).isFalse();
        query("delete from buddychat_migrations " + last);
        assertThat(Migrations.areDone(database)).isFalse();
      }
    }

    private HikariDataSource connections() {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(Dialect.of(url()).url(url()));
      config.setMaximumPoolSize(1);
      return new HikariDataSource(config);
    }

    @Test
    default void otherTenantsOfTheDatabaseStay() throws SQLException {
      query("create table invoice (id bigint primary key)");
      query("insert into invoice (id) values (7)");
      try (JdbiStore store = Databases.open(url())) {
        assertThat(Scene.on(store).alice()).isNotNull();
      }
      assertThat(query("select id from invoice")).containsExactly("7");
      try (HikariDataSource database = connections()) {
        assertThat(Migrations.areDone(database)).isTrue();
      }
    }
  }

  @Nested
  class OnH2 implements Migrating {

    private final String url = Databases.h2();

    @Override
    public String url() {
      return url;
    }
  }

  @Nested
  class OnPostgres implements Migrating {

    private final String url = Databases.postgres();

    @Override
    public String url() {
      return url;
    }
  }

  /// Else one would not come into a database that has all the others.
  @Test
  void everyMigrationIsListedInItsOrder() throws IOException, URISyntaxException {
    Path folder = Path.of(Migrations.class.getResource("migrations").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(Migrations.FILES)
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> file.getFileName().toString()).toList());
    }
    assertThat(Migrations.FILES)
        .extracting(file -> Integer.valueOf(file.substring(1, file.indexOf("__"))))
        .isSorted();
  }

  @Test
  void otherDatabasesAreRefused() {
    assertThatThrownBy(() -> Databases.open("jdbc:sqlite:chat;password=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql:")
        .hasMessageNotContaining("secret");
  }

  @Test
  void optionsKeepTheirSecrets() {
    JdbiStore.Options options =
        JdbiStore.Options.of("jdbc:postgresql://host/chat?password=hidden").login("chat", "secret");
    assertThat(options.toString()).doesNotContain("hidden", "secret");
  }
}
