package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.persistence.JdbiStore;
import io.buddychat.testkit.postgres.TestPostgres;
import io.buddychat.testkit.ws.WsClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two servers on one PostgreSQL: what is done at one is seen at once by whoever is connected to
/// the other. A server looks by itself only every minute, which is longer than any wait of this
/// test.
class PeersOnTheWireTest {

  private static final String INBOX =
      "subscription { inbox { operation payload { ... on ChatMessageChanged { chatMessage { message"
          + " { content } } } } } }";
  private static final String NOTES = "mutation { createSelfChat { chat { id } } }";

  private static final Map<String, String> PEERS = Map.of("BUDDYCHAT_PEERS", "true");

  private final String url = TestPostgres.freshDatabase();
  private final JdbiStore storeHere = open();
  private final JdbiStore storeThere = open();
  private final TestServer here = TestServer.on(storeHere, PEERS);
  private final TestServer there = TestServer.on(storeThere, PEERS);
  private final TestClient.Login ann = here.client().join("ann.example");
  private final String notes =
      here.client().post(NOTES, ann.token()).at("/data/createSelfChat/chat/id");

  private JdbiStore open() {
    return JdbiStore.open(JdbiStore.Options.of(url).poolSize(4));
  }

  @AfterEach
  void stop() {
    there.close();
    here.close();
    storeThere.close();
    storeHere.close();
  }

  private void annWrites(TestServer where, String content) {
    assertThat(
            where
                .client()
                .post(
                    "mutation { createChatMessage(chatId: \"%s\", content: \"%s\") { duplicate } }"
                        .formatted(notes, content),
                    ann.token())
                .at("/data/createChatMessage/duplicate"))
        .isEqualTo("false");
  }

  private static WsClient following(TestServer where, TestClient.Login login) {
    WsClient socket = where.client().socketOf(login);
    socket.send(TestClient.subscribe("1", INBOX));
    assertThat(socket.next()).contains("SUBSCRIPTION_ACTIVE");
    return socket;
  }

  private static void assertHears(WsClient socket, List<String> contents) {
    for (String content : contents) {
      assertThat(TestClient.json(socket.next()).at("/payload/data/inbox"))
          .isEqualTo(
              TestClient.json(
                  "{\"operation\":\"CHAT_MESSAGE_CREATED\",\"payload\":{\"chatMessage\":{\"message\":{\"content\":\"%s\"}}}}"
                      .formatted(content)));
    }
  }

  @Test
  void aSubscriberAtOneServerHearsWhatWasSentAtTheOther() {
    try (WsClient socket = following(there, ann)) {
      annWrites(here, "One");
      assertHears(socket, List.of("One"));
      annWrites(there, "Two");
      annWrites(here, "Three");
      assertHears(socket, List.of("Two", "Three"));
    }
  }

  @Test
  void afterALostLineTheyHearAllOfItOnceAndInOrder() throws SQLException {
    try (WsClient socket = following(there, ann)) {
      annWrites(here, "Before");
      assertHears(socket, List.of("Before"));
      for (String round : List.of("a", "b", "c")) {
        annWrites(here, "At the end " + round);
        breakLines();
        annWrites(here, "Meanwhile " + round);
        annWrites(here, "Still " + round);
        assertHears(socket, List.of("At the end " + round, "Meanwhile " + round, "Still " + round));
      }
      annWrites(here, "After");
      assertHears(socket, List.of("After"));
    }
  }

  private void breakLines() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid)
          from pg_stat_activity
          where application_name = 'buddychat peers' and datname = current_database()
          """);
    }
  }

  @Test
  void aLogoutAtOneServerClosesTheSocketAtTheOther() {
    try (WsClient socket = following(there, ann)) {
      assertThat(here.client().revoke(ann).status()).isEqualTo(200);
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "Session ended"));
    }
  }

  @Test
  void aNewPasswordSetAtOneServerClosesTheOtherSessionsSocketsAtTheOther() {
    TestClient.Login elsewhere = there.client().logIn("ann.example");
    try (WsClient hers = following(there, ann);
        WsClient others = following(there, elsewhere)) {
      here.client()
          .post(
              "mutation { changePassword(oldPassword: \"Secret123\", newPassword: \"Secret456\") {"
                  + " user { id } } }",
              ann.token());
      assertThat(others.closed().code()).isEqualTo(4403);
      annWrites(here, "Still here");
      assertHears(hers, List.of("Still here"));
    }
  }

  @Test
  void theMetricsTellOfTheOthers() {
    try (WsClient socket = following(there, ann)) {
      annWrites(here, "One");
      assertHears(socket, List.of("One"));
    }
    assertThat(metrics(there))
        .contains("buddychat_peers 1\n", "buddychat_peers_connected 1\n")
        .contains("buddychat_peer_notifications_total{direction=\"received\"}")
        .contains("buddychat_peer_line_lost_total 0\n");
  }

  private static String metrics(TestServer server) {
    return new TestClient(server.uri().resolve("/metrics")).get("", Map.of()).body();
  }

  @Test
  void itCanBeSwitchedOff() {
    JdbiStore store = open();
    try (TestServer alone = TestServer.on(store, Map.of("BUDDYCHAT_PEERS", "false"))) {
      assertThat(store.peersNow().orElseThrow().connected()).isFalse();
      assertThat(metrics(alone)).doesNotContain("buddychat_peer");
    } finally {
      store.close();
    }
  }
}
