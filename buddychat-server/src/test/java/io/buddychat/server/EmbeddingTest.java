package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Rendering;
import io.buddychat.domain.user.Accounts.Registration;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import io.buddychat.persistence.JdbiStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Java program that has the chat in it, without a server. The README shows this one.
class EmbeddingTest {

  @TempDir Path folder;

  @Test
  void aProgramWithTheChatInItSendsAndFollows() throws InterruptedException {
    Printer printer = new Printer();
    program("jdbc:h2:" + folder.resolve("chat"), printer);

    assertThat(printer.firstLines(3))
        .containsExactly("after 0", "1 CHAT_CREATED", "2 CHAT_MESSAGE_CREATED");
  }

  private static void program(String url, Printer printer) throws InterruptedException {
    // README: begin
    try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url))) {
      BuddyChat chat =
          BuddyChat.on(store).build(); // .blobs(FolderBlobs.in(folder)) for attachments
      UserId boris = chat.accounts().register(somebody("boris", "2")).user().id();
      chat.accounts().register(somebody("alice", "1"));
      SignIn.Opened in = chat.signIn().logIn("alice", "Correct-Horse-7");
      Viewer alice = new Viewer(in.user().id(), in.session().id());

      chat.follow(
              alice, Optional.empty(), InboxFilter.ALL) // or Optional.of(the number to go on after)
          .as(
              Rendering.of(
                  number -> "after " + number,
                  entries ->
                      entries.stream().map(it -> it.seq() + " " + it.event().operation()).toList()))
          .subscribe(printer); // a java.util.concurrent.Flow.Subscriber

      CopyId copy = chat.openChat().with(alice, boris).mine();
      chat.handle(new SendMessage(alice, Family.CHAT, copy, "Hello, Boris!", Optional.empty()));
      // README: end
      printer.awaitLines(3);
    }
  }

  private static Registration somebody(String name, String number) {
    return new Registration(
        name, name + "@example.org", "Correct-Horse-7", name, "Example", "49", "1555000" + number);
  }

  /// Takes what it is told as it comes.
  private static final class Printer implements Flow.Subscriber<String> {

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();
    private final List<String> lines = new ArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      coming.add(line);
    }

    @Override
    public void onError(Throwable failure) {
      coming.add("failed: " + failure);
    }

    @Override
    public void onComplete() {
      coming.add("complete");
    }

    void awaitLines(int many) throws InterruptedException {
      while (lines.size() < many) {
        lines.add(
            Optional.ofNullable(coming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("only " + lines)));
      }
    }

    List<String> firstLines(int many) {
      return lines.subList(0, many);
    }
  }
}
