package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.persistence.JdbiStore;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A real server upon a real database, and three people who have accounts there.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class OnTheWire {

  private final AtomicInteger people = new AtomicInteger(10_000_000);
  private final JdbiStore store =
      JdbiStore.open(JdbiStore.Options.of("jdbc:h2:mem:" + UUID.randomUUID()));
  final TestServer server = TestServer.on(store);

  final Buddy alice = somebody("alice");
  final Buddy boris = somebody("boris");
  final Buddy clara = somebody("clara");

  @AfterEach
  final void stop() {
    server.close();
    store.close();
  }

  /// A person more.
  final Buddy somebody(String name) {
    return new Buddy(server.uri(), name, String.valueOf(people.incrementAndGet()));
  }

  /// Lets a minute pass.
  ///
  /// @return the time it is then, as the API writes it
  final String later() {
    server.clock().advance(Duration.ofMinutes(1));
    return server.clock().instant().toString().replace("Z", ".000Z");
  }

  /// Expects this answer; apostrophes stand for quotation marks.
  static void assertAnswer(JsonNode answer, String expected) {
    assertThat(answer).isEqualTo(TestClient.json(expected.replace('\'', '"')));
  }

  /// Expects that a person is refused, with this code.
  static void assertRefused(Buddy person, String document, String code) {
    TestClient.Reply reply = person.tries(document);
    assertThat(reply.at("/errors/0/extensions/code")).as(reply.body()).isEqualTo(code);
  }
}
