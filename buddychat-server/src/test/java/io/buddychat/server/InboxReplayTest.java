package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.postgres.TestPostgres;
import io.buddychat.testkit.ws.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A whole history replayed over a real socket, to the letter: each golden file holds what one
/// person gets who follows their inbox from its beginning, a frame a line. Time stands still and
/// keys count, so they never change by themselves, whatever the store.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InboxReplayTest {

  @Nested
  class InMemory extends Replay {
    InMemory() {
      super(new InMemoryStore());
    }

    /// A connection may break after any frame, and several times.
    @Test
    void whereverTheConnectionBreaksThePartsMakeTheWhole() {
      try (TestServer server = TestServer.after(scene)) {
        InboxFollower alice = new InboxFollower(server, scene.alice());
        List<String> whole = replay(alice, scene.alice());
        for (int cut = 1; cut < whole.size(); cut++) {
          List<String> parts = new ArrayList<>();
          try (WsClient first = alice.after(0)) {
            parts.addAll(InboxFollower.take(cut, first));
          }
          try (WsClient second = alice.after(InboxFollower.cursor(parts.getLast()))) {
            String active = second.next();
            assertThat(InboxFollower.operation(active)).isEqualTo("SUBSCRIPTION_ACTIVE");
            assertThat(InboxFollower.cursor(active))
                .isEqualTo(InboxFollower.cursor(parts.getLast()));
            parts.addAll(InboxFollower.take(whole.size() - cut, second));
          }
          assertThat(parts).isEqualTo(whole);
        }
      }
    }

    @Test
    void theOlderProtocolCarriesTheSame() {
      try (TestServer server = TestServer.after(scene)) {
        for (String field : List.of("inbox", "changes", "groupChanged")) {
          theOlderProtocolCarriesTheSame(server, field);
        }
      }
    }

    private void theOlderProtocolCarriesTheSame(TestServer server, String field) {
      InboxFollower boris = new InboxFollower(server, scene.boris(), field);
      List<String> newer = replay(boris, scene.boris());
      try (WsClient socket = boris.afterByTheOlderProtocol(0)) {
        assertThat(socket.next()).contains("connection_ack");
        List<String> older = new ArrayList<>();
        while (older.size() < newer.size()) {
          String frame = socket.next();
          if (!frame.equals("{\"type\":\"ka\"}")) {
            older.add(frame.replace("\"type\":\"data\"", "\"type\":\"next\""));
          }
        }
        assertThat(older).isEqualTo(newer);
      }
    }

    @Test
    void theHistoryTellsOfEverythingThatALogCanTell() {
      Set<String> operations = new TreeSet<>();
      for (Person person : scene.people()) {
        person.log().forEach(entry -> operations.add(entry.event().operation().name()));
      }
      assertThat(operations)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(Operation.values()).map(Operation::name).toList());
    }
  }

  @Nested
  class OnH2 extends Replay {
    OnH2() {
      super(
          JdbiStore.open(
              JdbiStore.Options.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")));
    }
  }

  @Nested
  class OnPostgres extends Replay {
    OnPostgres() {
      super(JdbiStore.open(JdbiStore.Options.of(TestPostgres.freshDatabase())));
    }
  }

  abstract static class Replay {

    final Scene scene;
    private final Store store;

    Replay(Store store) {
      this.store = store;
      scene = Scene.on(store);
      InboxHistory.playIn(scene);
    }

    @AfterEach
    void close() {
      if (store instanceof JdbiStore database) {
        database.close();
      }
    }

    @Test
    void aReplayIsAsTheGoldenFilesSay() {
      try (TestServer server = TestServer.after(scene)) {
        for (Person person : List.of(scene.alice(), scene.boris(), scene.clara())) {
          isAsTheGoldenFileSays(server, person, "inbox");
        }
      }
    }

    @Test
    void soIsAReplayOfChanges() {
      try (TestServer server = TestServer.after(scene)) {
        isAsTheGoldenFileSays(server, scene.boris(), "changes");
        isAsTheGoldenFileSays(server, scene.boris(), "groupChanged");
        isAsTheGoldenFileSays(server, scene.clara(), "groupChanged");
      }
    }

    private static void isAsTheGoldenFileSays(TestServer server, Person person, String field) {
      String file = "golden/%s-%s.jsonl".formatted(field, person.username());
      assertThat(replay(new InboxFollower(server, person, field), person))
          .as(file)
          .isEqualTo(List.of(InboxFollower.resource(file).strip().split("\n", -1)));
    }

    /// Everything from the beginning, and that nothing else follows.
    static List<String> replay(InboxFollower follower, Person person) {
      try (WsClient socket = follower.after(0)) {
        List<String> frames = InboxFollower.take(1 + follower.shown(person.log()), socket);
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next()).isEqualTo("{\"type\":\"pong\"}");
        return frames;
      }
    }
  }
}
