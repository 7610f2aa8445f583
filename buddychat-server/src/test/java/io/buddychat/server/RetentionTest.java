package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server forgets what is old by itself; the scene before it was played long ago.
@Timeout(60)
class RetentionTest {

  private final InMemoryStore store = new InMemoryStore();
  private final Scene scene = Scene.on(store);
  private final Person alice = scene.alice();

  private Inboxes.Bounds afterAServerHasSwept(String retention) throws InterruptedException {
    alice.sends(alice.chatWith(alice), "Note");
    try (TestServer server = TestServer.on(store, Map.of("BUDDYCHAT_RETENTION", retention))) {
      assertThat(server.uri()).isNotNull();
      awaitSweep();
      return store.inboxes().bounds(alice.id());
    }
  }

  /// Old sessions go last.
  private void awaitSweep() throws InterruptedException {
    while (store.sessions().byId(alice.session()).isPresent()) {
      Thread.sleep(5);
    }
  }

  @Test
  void oldEntriesAndSessionsAreForgottenFromTheStartOn() throws InterruptedException {
    assertThat(afterAServerHasSwept("P30D")).isEqualTo(new Inboxes.Bounds(2, 2));
  }

  @Test
  void theLogsAreKeptAsLongAsTheSettingSays() throws InterruptedException {
    assertThat(afterAServerHasSwept("PT87600H")).isEqualTo(new Inboxes.Bounds(0, 2));
  }

  @Test
  void zeroIsForEver() throws InterruptedException {
    assertThat(afterAServerHasSwept("PT0S")).isEqualTo(new Inboxes.Bounds(0, 2));
  }

  @Test
  void whoComesBackTooLateIsToldToReadTheStateAnew() throws InterruptedException {
    String cursor;
    try (TestServer server = TestServer.after(scene)) {
      cursor = head(server.client());
    }
    alice.sends(alice.chatWith(alice), "Note");
    scene.clock().advance(Duration.ofDays(31));
    try (TestServer server = TestServer.after(scene)) {
      awaitSweep();
      TestClient client = server.client();
      TestClient.Login login = logIn(client);
      TestClient.Reply late = client.post(page(cursor), login.token());
      assertThat(late.at("/errors/0/extensions/code")).isEqualTo("RESYNC_REQUIRED");
      String head = head(client);
      TestClient.Reply good = client.post(page(head), login.token());
      assertThat(good.body()).contains("\"edges\":[]");
      try (WsClient socket = client.socketOf(login)) {
        socket.send(TestClient.subscribe("1", following(cursor)));
        assertThat(socket.next()).contains("\"type\":\"error\"", "RESYNC_REQUIRED");
        socket.send(TestClient.subscribe("2", following(head)));
        assertThat(socket.next()).contains("SUBSCRIPTION_ACTIVE");
      }
    }
  }

  private static TestClient.Login logIn(TestClient client) {
    return client.logIn("alice", People.PASSWORD);
  }

  private static String head(TestClient client) {
    return client.post("{ inboxHead }", logIn(client).token()).at("/data/inboxHead");
  }

  private static String page(String cursor) {
    return "{ inboxEvents(after: \"%s\") { edges { cursor } } }".formatted(cursor);
  }

  private static String following(String cursor) {
    return "subscription { inbox(after: \"%s\") { cursor operation } }".formatted(cursor);
  }
}
