package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.Chat;
import io.buddychat.testkit.client.Inbox;
import io.buddychat.testkit.client.InboxFilter;
import io.buddychat.testkit.client.MessageCopy;
import io.buddychat.testkit.client.NewUser;
import io.buddychat.testkit.client.Operation;
import io.buddychat.testkit.client.Pace;
import io.buddychat.testkit.client.Sockets;
import io.buddychat.testkit.client.Subject;
import io.buddychat.testkit.client.Transport;
import io.buddychat.testkit.program.ServerDatabase;
import io.buddychat.testkit.program.ServerProcess;
import io.buddychat.testkit.program.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client and `kill -9`: one goes on sending, one goes on listening, and neither is told of it.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ClientThroughKillsTest {

  /// It lives for a second or two, so its Java does not optimise for long.
  private static final ServerProgram SERVER =
      ServerProgram.classPath(System.getProperty("java.class.path"))
          .with(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

  private static final Pace PATIENT =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofSeconds(20), 10_000);

  private static final int MESSAGES = 60;
  private static final int AHEAD = 5;

  @TempDir private Path folder;

  @Test
  void everyMessageArrivesOnceAndInOrder() {
    AtomicReference<ServerProcess> server = new AtomicReference<>();
    Sockets whereItIs = listener -> Sockets.to(server.get().uri()).open(listener);
    try (ServerDatabase database = ServerDatabase.open("h2", folder);
        BuddyChatClient sender = BuddyChatClient.in(Transport.sockets(whereItIs), PATIENT);
        BuddyChatClient listener = BuddyChatClient.in(Transport.sockets(whereItIs), PATIENT)) {
      server.set(SERVER.start(folder, database.settings()));
      sender.signUp(
          new NewUser(
              "alice", "alice@example.org", "Secret123", "Ann", "Example", "49", "15112345678"));
      Chat notes = sender.login("alice", "Secret123").chatWithMyself();
      listener.resume(sender.tokens().orElseThrow());
      List<String> heard = new ArrayList<>();
      Semaphore ahead = new Semaphore(AHEAD);
      try (Inbox inbox = listener.inbox(sender.inboxHead(), InboxFilter.ALL)) {
        CompletableFuture<Void> sending =
            CompletableFuture.runAsync(
                () -> texts().forEach(text -> send(sender, notes, text, ahead)),
                task -> Thread.ofVirtual().start(task));
        while (heard.size() < MESSAGES) {
          heard.add(next(inbox));
          ahead.release();
          if (heard.size() % 25 == 0) {
            server.get().kill();
            server.set(SERVER.start(folder, database.settings()));
          }
        }
        sending.join();
        assertThat(heard).isEqualTo(texts());
        assertThat(inbox.poll(Duration.ZERO)).isEmpty();
        assertThat(sender.messages(notes, 100).items().stream().map(MessageCopy::content))
            .containsExactlyInAnyOrderElementsOf(texts());
      }
    } finally {
      server.get().close();
    }
  }

  private static List<String> texts() {
    return IntStream.range(0, MESSAGES).mapToObj(number -> "text " + number).toList();
  }

  private static void send(BuddyChatClient sender, Chat chat, String text, Semaphore ahead) {
    ahead.acquireUninterruptibly();
    assertThat(sender.send(chat, text).content()).isEqualTo(text);
  }

  private static String next(Inbox inbox) {
    var event = inbox.take();
    assertThat(event.operation()).isEqualTo(Operation.CHAT_MESSAGE_CREATED);
    return ((Subject.MessageChanged) event.subject()).copy().orElseThrow().content();
  }
}
