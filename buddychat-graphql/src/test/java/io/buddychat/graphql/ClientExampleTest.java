package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.People;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.Inbox;
import io.buddychat.testkit.client.InboxEvent;
import io.buddychat.testkit.client.Subject;
import io.buddychat.testkit.client.Transport;
import io.buddychat.testkit.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The example in the documentation of the client's package.
@Timeout(60)
class ClientExampleTest {

  private static final Path DOCUMENTATION =
      Path.of("../buddychat-testkit/src/main/java/io/buddychat/testkit/client/package-info.java");
  private static final Path HERE =
      Path.of("src/test/java/io/buddychat/graphql/ClientExampleTest.java");

  private final Scene scene =
      Scene.on(
          new InMemoryStore(), builder -> builder.executor(task -> Thread.ofVirtual().start(task)));
  private final InProcess sockets = new InProcess(scene.buddyChat(), scene.clock());

  @AfterEach
  void stop() {
    sockets.close();
  }

  private BuddyChatClient connect() {
    return BuddyChatClient.in(Transport.sockets(sockets));
  }

  private String hello() {
    // Example: begin
    try (BuddyChatClient alice = connect().login("alice", "Correct-Horse-7");
        BuddyChatClient boris = connect().login("boris", "Correct-Horse-7");
        Inbox inbox = boris.inbox()) {
      alice.send(alice.chatWith(boris.me()), "Hello, Boris");
      for (InboxEvent event : inbox) {
        if (event.subject() instanceof Subject.MessageChanged said && said.copy().isPresent()) {
          return said.copy().get().content();
        }
      }
    }
    // Example: end
    throw new AssertionError("the inbox has ended");
  }

  @Test
  void itWorks() {
    assertThat(scene.alice().username()).isEqualTo("alice");
    assertThat(scene.boris().username()).isEqualTo("boris");
    assertThat(People.PASSWORD).isEqualTo("Correct-Horse-7");
    assertThat(hello()).isEqualTo("Hello, Boris");
  }

  @Test
  void itIsTheOneInTheDocumentation() throws IOException {
    assertThat(between(DOCUMENTATION, "/// ```java", "/// ```"))
        .isNotEmpty()
        .isEqualTo(between(HERE, "    // Example: begin", "    // Example: end"));
  }

  private static String between(Path file, String begin, String end) throws IOException {
    String text = Files.readString(file);
    int from = text.indexOf(begin + "\n") + begin.length();
    return text.substring(from, text.indexOf(end + "\n", from))
        .replace("///", "")
        .replaceAll("\\s", "");
  }
}
