package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.contract.PeersContract;
import io.buddychat.testkit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Nodes that hear each other through PostgreSQL: the contract, and what is PostgreSQL's own.
class PostgresPeersTest implements PeersContract {

  private static final int PATIENCE_SECONDS = 40;

  private final String url = TestPostgres.freshDatabase();
  private final List<JdbiStore> stores = new ArrayList<>();

  private record PostgresNode(JdbiStore opened, String url) implements Node {

    @Override
    public Store store() {
      return opened;
    }

    @Override
    public Peers peers() {
      return opened.peers();
    }

    /// Whichever node it is, all lines of all nodes break.
    @Override
    public void cut() {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where application_name = 'buddychat peers' and datname = current_database()
            """);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    /// It does so by itself.
    @Override
    public void mend() {}
  }

  @Override
  public Node node() {
    JdbiStore opened = JdbiStore.open(JdbiStore.Options.of(url).poolSize(4));
    stores.add(opened);
    return new PostgresNode(opened, url);
  }

  @AfterEach
  void closeNodes() {
    stores.forEach(JdbiStore::close);
  }

  /// Hears nothing of its own accord.
  private static final class Deaf implements Peers.Listener {

    @Override
    public void news(Set<UserId> owners) {}

    @Override
    public void ends(Set<SessionId> sessions) {}

    @Override
    public void anything() {}
  }

  /// A connection that speaks and hears as a node would.
  private static final class Stranger implements AutoCloseable {

    private final Connection connection;
    private final List<String> heard = new ArrayList<>();

    Stranger(String url) throws SQLException {
      connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute("listen buddychat");
      }
    }

    void says(String text) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("select pg_notify('buddychat', ?)")) {
        statement.setString(1, text);
        statement.execute();
      }
    }

    /// Listens until it hears such a text of somebody else.
    String hears(Predicate<String> wanted) throws SQLException {
      PGConnection postgres = connection.unwrap(PGConnection.class);
      long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
      while (System.nanoTime() < deadline) {
        PGNotification[] all = postgres.getNotifications(100);
        for (PGNotification each : all == null ? new PGNotification[0] : all) {
          if (each.getPID() != postgres.getBackendPID()) {
            heard.add(each.getParameter());
          }
        }
        if (heard.stream().anyMatch(wanted)) {
          return heard.stream().filter(wanted).findFirst().orElseThrow();
        }
      }
      throw new AssertionError("heard only " + heard);
    }

    /// Is known from then on to the node that answers.
    void introducesItself() throws SQLException {
      hears(text -> text.equals(PeerMessage.HERE));
      says(PeerMessage.HERE);
      hears(text -> text.equals("+ *"));
      heard.clear();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private static Set<UserId> owners(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(UserId::new).collect(Collectors.toSet());
  }

  @Test
  void aNodeThatIsAloneTellsNobodyAnything() throws SQLException {
    try (Stranger stranger = new Stranger(url)) {
      Peers peers = node().peers();
      peers.listen(new Deaf());
      stranger.hears(text -> text.equals(PeerMessage.HERE));
      for (int i = 0; i < 50; i++) {
        peers.tellOfNews(owners(i, i));
      }
      stranger.says(PeerMessage.HERE);
      stranger.hears(text -> text.equals("+ *"));
      assertThat(stranger.heard).as("that it is there").containsOnly("+", "+ *");
    }
  }

  @Test
  void theLastOneThatGoesLeavesTheOtherAlone() throws SQLException {
    try (Stranger stranger = new Stranger(url)) {
      Peers peers = node().peers();
      peers.listen(new Deaf());
      stranger.introducesItself();
      peers.tellOfNews(owners(1, 1));
      stranger.hears(text -> text.equals("i1"));
      stranger.says(PeerMessage.GONE);
      waitUntilOthers(0);
      peers.tellOfNews(owners(2, 2));
      stranger.says(PeerMessage.HERE);
      stranger.hears(text -> text.equals("+ *"));
      assertThat(stranger.heard).doesNotContain("i2");
    }
  }

  private void waitUntilOthers(int wanted) {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (stores.get(0).peersNow().orElseThrow().others() != wanted
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(stores.get(0).peersNow().orElseThrow().others()).isEqualTo(wanted);
  }

  @Test
  void whatManyCommitsConcernIsSaidTogether() throws SQLException {
    try (Stranger stranger = new Stranger(url)) {
      Peers peers = node().peers();
      peers.listen(new Deaf());
      stranger.introducesItself();
      long begun = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        peers.tellOfNews(owners(i % 100, i % 100));
      }
      peers.tellOfEnds(Set.of(new SessionId(35)));
      stranger.hears(text -> text.endsWith("sz"));
      long ticks = (System.nanoTime() - begun) / 20_000_000 + 2;
      assertThat(stranger.heard.stream().filter(text -> text.startsWith("i")).count())
          .isLessThanOrEqualTo(ticks);
    }
  }

  @Test
  void whatIsNoHintIsPassedOver() throws SQLException {
    try (Stranger stranger = new Stranger(url)) {
      List<Set<UserId>> news = new CopyOnWriteArrayList<>();
      node()
          .peers()
          .listen(
              new Peers.Listener() {
                @Override
                public void news(Set<UserId> owners) {
                  news.add(owners);
                }

                @Override
                public void ends(Set<SessionId> sessions) {}

                @Override
                public void anything() {}
              });
      stranger.introducesItself();
      for (String nonsense : List.of("", " ", "hello", "i", "i-", "i!", "i" + "z".repeat(7_000))) {
        stranger.says(nonsense);
      }
      stranger.says("q7 i1 ? iz");
      long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
      while (news.isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(news).containsExactly(Set.of(new UserId(1), new UserId(35)));
    }
  }

  @Test
  void whoClosesSaysWhatIsLeftAndGoes() throws SQLException {
    try (Stranger stranger = new Stranger(url)) {
      Peers peers = node().peers();
      peers.listen(new Deaf());
      stranger.introducesItself();
      peers.tellOfNews(owners(1, 1));
      stores.get(0).close();
      stranger.hears(text -> text.equals(PeerMessage.GONE));
      assertThat(stranger.heard).contains("i1");
      assertThat(lines()).isZero();
    }
  }

  @Test
  void whoDoesNotListenHasNoLine() throws SQLException {
    node();
    assertThat(lines()).isZero();
    assertThat(stores.get(0).peersNow().orElseThrow().connected()).isFalse();
  }

  private int lines() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(*)
                from pg_stat_activity
                where application_name = 'buddychat peers' and datname = current_database()
                """)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aDatabaseOfH2HasNoOthers() {
    try (JdbiStore store = Databases.open(Databases.h2())) {
      assertThat(store.peersNow()).isEmpty();
      store.peers().listen(new Deaf());
    }
  }
}
