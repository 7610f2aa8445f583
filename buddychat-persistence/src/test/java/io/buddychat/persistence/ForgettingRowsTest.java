package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What forgetting leaves in the tables, which no port shows: no row below a horizon, also when
/// copies go at the same moment, and few statements.
@Timeout(120)
class ForgettingRowsTest {

  interface Rows {

    String url();

    private long count(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(Dialect.of(url()).url(url()));
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        result.next();
        return result.getLong(1);
      }
    }

    private void nothingIsBelowAHorizon() throws SQLException {
      assertThat(
              count(
                  """
                  select count(*)
                  from inbox_entry e
                  left join mailbox b on b.owner = e.owner
                  where b.owner is null or e.seq <= b.horizon
                  """))
          .isZero();
    }

    @Test
    default void entriesGoAndCopiesStay() throws SQLException {
      try (JdbiStore store = Databases.open(url())) {
        Scene scene = Scene.on(store);
        Person alice = scene.alice();
        Person boris = scene.boris();
        CopyId chat = alice.chatWith(boris);
        HeldMessage gone = alice.sends(chat, "Gone");
        HeldMessage later = alice.sends(chat, "Gone later");
        alice.unsends(gone.copy().id());
        long copies = count("select count(*) from message_copy");
        store.retention().forgetEntries(scene.later(), Optional.empty(), 9, 100);
        assertThat(count("select count(*) from inbox_entry")).isZero();
        assertThat(count("select count(*) from message_copy")).isEqualTo(copies);
        alice.unsends(later.copy().id());
        nothingIsBelowAHorizon();
        assertThat(count("select count(*) from inbox_entry")).isEqualTo(3);
      }
    }

    @Test
    default void copiesThatGoAtTheSameMomentLeaveNothingBelow() throws Exception {
      try (JdbiStore store = Databases.open(url())) {
        Scene scene = Scene.on(store);
        Person alice = scene.alice();
        Person boris = scene.boris();
        CopyId alices = alice.chatWith(boris);
        CopyId borises = boris.chatWith(alice);
        Instant future = scene.now().plusSeconds(1);
        for (int round = 0; round < 12; round++) {
          List<HeldMessage> sent = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            sent.add(alice.sends(alices, "Message " + i));
          }
          boolean oneByOne = round % 2 == 0;
          FutureTask<Boolean> going =
              new FutureTask<>(
                  () -> {
                    if (oneByOne) {
                      sent.forEach(message -> alice.unsends(message.copy().id()));
                    } else {
                      boris.clears(borises);
                    }
                    return true;
                  });
          new Thread(going).start();
          do {
            store.retention().forgetEntries(future, Optional.empty(), 9, 5);
          } while (!going.isDone());
          assertThat(going.get()).isTrue();
          nothingIsBelowAHorizon();
        }
      }
    }

    @Test
    default void aStepTakesFewStatementsHoweverManyLogsAndEntriesThereAre() {
      List<String> statements = new ArrayList<>();
      JdbiStore.Options options = JdbiStore.Options.of(url()).onStatement(statements::add);
      try (JdbiStore store = JdbiStore.open(options)) {
        Scene scene = Scene.on(store);
        Person alice = scene.alice();
        Person boris = scene.boris();
        for (int i = 0; i < 20; i++) {
          alice.sends(alice.chatWith(boris), "Message " + i);
        }
        Instant later = scene.later();
        statements.clear();
        assertThat(store.retention().forgetEntries(later, Optional.empty(), 9, 100).more())
            .isFalse();
        assertThat(statements).hasSize(4);
        assertThat(boris.horizon()).isEqualTo(41);
        statements.clear();
        store.retention().forgetEntries(later, Optional.empty(), 9, 100);
        assertThat(statements).as("where nothing is old, one look is all").hasSize(1);
      }
    }
  }

  @Nested
  class OnH2 implements Rows {

    private final String url = Databases.h2();

    @Override
    public String url() {
      return url;
    }
  }

  @Nested
  class OnPostgres implements Rows {

    private final String url = Databases.postgres();

    @Override
    public String url() {
      return url;
    }
  }
}
