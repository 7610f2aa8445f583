package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
    default void otherTenantsOfTheDatabaseStay() throws SQLException {
      query("create table invoice (id bigint primary key)");
      query("insert into invoice (id) values (7)");
      try (JdbiStore store = Databases.open(url())) {
        assertThat(Scene.on(store).alice()).isNotNull();
      }
      assertThat(query("select id from invoice")).containsExactly("7");
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
