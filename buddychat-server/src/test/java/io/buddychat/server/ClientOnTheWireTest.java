package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.buddychat.domain.Store;
import io.buddychat.testkit.MutableClock;
import io.buddychat.testkit.client.Attachment;
import io.buddychat.testkit.client.BuddyChatClient;
import io.buddychat.testkit.client.BuddyChatClientContract;
import io.buddychat.testkit.client.ErrorCode;
import io.buddychat.testkit.client.Inbox;
import io.buddychat.testkit.client.InboxEvent;
import io.buddychat.testkit.client.InboxFilter;
import io.buddychat.testkit.client.MessageCopy;
import io.buddychat.testkit.client.Operation;
import io.buddychat.testkit.client.RefusedException;
import io.buddychat.testkit.client.ResyncRequiredException;
import io.buddychat.testkit.client.Sockets;
import io.buddychat.testkit.client.Subject;
import io.buddychat.testkit.client.Transport;
import io.buddychat.testkit.memory.InMemoryStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client against a real server, by each of its two ways.
@Timeout(60)
class ClientOnTheWireTest {

  private final Store store = new InMemoryStore();
  private TestServer server = TestServer.on(store);

  @AfterEach
  void stop() {
    server.close();
  }

  @Nested
  class ByHttpAndWebSocket implements BuddyChatClientContract {

    @Override
    public Sockets sockets() {
      return Sockets.to(server.uri());
    }

    @Override
    public Transport transport() {
      return Transport.http(server.uri());
    }

    @Override
    public void advance(Duration time) {
      server.clock().advance(time);
    }
  }

  @Nested
  class BySocketsAlone implements BuddyChatClientContract {

    @Override
    public Sockets sockets() {
      return Sockets.to(server.uri());
    }

    @Override
    public Transport transport() {
      return Transport.sockets(sockets());
    }

    @Override
    public void advance(Duration time) {
      server.clock().advance(time);
    }
  }

  private BuddyChatClient alice() {
    assertThat(server.client().join("alice").token()).isNotEmpty();
    return BuddyChatClient.in(Transport.http(server.uri()), BuddyChatClientContract.PACE)
        .login("alice", "Secret123");
  }

  @Test
  void filesAreSentAndFetched() {
    byte[] picture = {1, 2, 3, '\r', '\n', '-', '-'};
    try (BuddyChatClient alice = alice()) {
      Attachment uploaded = alice.upload("a \"naïve\" name.png", "image/png", picture);
      server.clock().advance(Duration.ofMinutes(51));
      MessageCopy sent = alice.send(alice.chatWithMyself(), "Look", List.of(uploaded));
      assertThat(sent.message().attachments()).containsExactly(uploaded);
      server.clock().advance(Duration.ofMinutes(51));
      assertThat(alice.download(uploaded)).isEqualTo(picture);
      RefusedException empty =
          catchThrowableOfType(
              RefusedException.class, () -> alice.upload("", "image/png", picture));
      assertThat(empty.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    }
  }

  /// Its sockets are closed with 1012, and it comes back elsewhere.
  @Test
  void anInboxGoesOnWhenItsServerIsStoppedAndStartedAgain() {
    Sockets whereItIs = listener -> Sockets.to(server.uri()).open(listener);
    try (BuddyChatClient alice = alice();
        BuddyChatClient follower =
            BuddyChatClient.in(Transport.sockets(whereItIs), BuddyChatClientContract.PACE)
                .resume(alice.tokens().orElseThrow());
        Inbox inbox = follower.inbox()) {
      alice.chatWithMyself();
      assertThat(inbox.take().operation()).isEqualTo(Operation.CHAT_CREATED);
      alice.send(alice.chatWithMyself(), "before");
      MutableClock clock = server.clock();
      server.close();
      assertThatThrownBy(alice::me).isInstanceOf(UncheckedIOException.class);
      server = TestServer.on(store, clock, Map.of());
      follower.send(follower.chatWithMyself(), "after");
      assertThat(content(inbox.take())).isEqualTo("before");
      assertThat(content(inbox.take())).isEqualTo("after");
      assertThat(inbox.poll(Duration.ZERO)).isEmpty();
    }
  }

  private static String content(InboxEvent event) {
    return ((Subject.MessageChanged) event.subject()).copy().orElseThrow().content();
  }

  @Test
  void whoComesBackTooLateIsToldToReadTheStateAnew() {
    try (BuddyChatClient alice = alice()) {
      String cursor = alice.inboxHead();
      alice.send(alice.chatWithMyself(), "Milk");
      MutableClock clock = server.clock();
      server.close();
      clock.advance(Duration.ofDays(31));
      server = TestServer.on(store, clock, Map.of());
      try (BuddyChatClient again =
          BuddyChatClient.connect(server.uri()).login("alice", "Secret123")) {
        assertThat(untilForgotten(again, cursor)).hasCauseInstanceOf(RefusedException.class);
        try (Inbox anew = again.inbox()) {
          again.send(again.chatWithMyself(), "Bread");
          assertThat(content(anew.take())).isEqualTo("Bread");
        }
      }
    }
  }

  /// The server sweeps soon after it has started.
  private static ResyncRequiredException untilForgotten(BuddyChatClient client, String cursor) {
    while (true) {
      try (Inbox inbox = client.inbox(cursor, InboxFilter.ALL)) {
        assertThat(inbox.take().operation()).isEqualTo(Operation.CHAT_CREATED);
      } catch (ResyncRequiredException e) {
        return e;
      }
    }
  }

  @Test
  void tooMuchIsToldWithTheTimeToWait() {
    server.close();
    server = TestServer.on(store, Map.of("BUDDYCHAT_RATE_LIMIT", "60"));
    try (BuddyChatClient alice = alice()) {
      RefusedException refused = untilRefused(alice);
      assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(refused.retryAfter()).hasValueSatisfying(time -> assertThat(time).isPositive());
    }
  }

  private static RefusedException untilRefused(BuddyChatClient alice) {
    while (true) {
      try {
        assertThat(alice.me().username()).isEqualTo("alice");
      } catch (RefusedException e) {
        return e;
      }
    }
  }

  @Test
  void anInboxWaitsForItsServerAndSaysWhy() {
    try (BuddyChatClient alice = alice();
        Inbox inbox = alice.inbox()) {
      server.close();
      while (inbox.trouble().isEmpty()) {
        assertThat(inbox.poll(Duration.ofMillis(10))).isEmpty();
      }
      assertThat(inbox.trouble().orElseThrow()).contains("1006");
    }
  }
}
