package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever has logged in with a [BuddyChatClient] stays so, for as long as the session lasts.
public interface ClientSessionContract extends ClientAtWork {

  @Test
  default void anExpiredTokenIsRenewedOnceForAllWhoAsk() {
    Tokens old;
    try (BuddyChatClient alice = joins("alice")) {
      old = alice.tokens().orElseThrow();
    }
    advance(TOKEN_LIFETIME.plusSeconds(1));
    try (BuddyChatClient alice = BuddyChatClient.in(transport(), PACE).resume(old)) {
      // A refresh token that is used a second time would end the session.
      List<CompletableFuture<User>> all =
          Stream.generate(() -> CompletableFuture.supplyAsync(alice::me)).limit(8).toList();
      all.forEach(each -> assertThat(each.join().username()).isEqualTo("alice"));
      assertThat(alice.tokens().orElseThrow()).isNotEqualTo(old);
      assertThat(alice.me().username()).isEqualTo("alice");
    }
  }

  @Test
  default void aSessionGoesOnInAnotherClient() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient elsewhere = BuddyChatClient.in(transport())) {
      Chat notes = alice.chatWithMyself();
      String cursor;
      try (Inbox inbox = alice.inbox()) {
        ClientAtWork.texts(0, 3).forEach(text -> alice.send(notes, text));
        assertThat(ClientAtWork.said(inbox, 2)).isEqualTo(ClientAtWork.texts(0, 2));
        cursor = inbox.cursor();
      }
      elsewhere.resume(alice.tokens().orElseThrow());
      try (Inbox inbox = elsewhere.inbox(cursor, InboxFilter.ALL)) {
        assertThat(ClientAtWork.said(inbox, 1)).containsExactly("text 2");
      }
    }
  }

  @Test
  default void anInboxOutlivesItsToken() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      Tokens old = alice.tokens().orElseThrow();
      try (Inbox inbox = alice.inbox()) {
        advance(TOKEN_LIFETIME.minusMillis(200));
        alice.send(notes, "before");
        assertThat(ClientAtWork.said(inbox, 1)).containsExactly("before");
        while (alice.tokens().orElseThrow().equals(old)) {
          assertThat(inbox.poll(Duration.ofMillis(10))).isEmpty();
        }
        alice.send(notes, "after");
        assertThat(ClientAtWork.said(inbox, 1)).containsExactly("after");
      }
    }
  }

  @Test
  default void anInboxEndsWithItsSession() {
    try (BuddyChatClient alice = joins("alice");
        Inbox inbox = alice.inbox()) {
      alice.chatWithMyself();
      assertThat(inbox.take().operation()).isEqualTo(Operation.CHAT_CREATED);
      alice.logout();
      RefusedException refused = catchThrowableOfType(RefusedException.class, inbox::take);
      assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThatThrownBy(alice::me).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  default void whoeverWaitsGoesOnWhenTheClientIsClosed() {
    BuddyChatClient alice = joins("alice");
    Inbox inbox = alice.inbox();
    CompletableFuture<List<InboxEvent>> all =
        CompletableFuture.supplyAsync(
            () -> {
              List<InboxEvent> events = new ArrayList<>();
              inbox.forEach(events::add);
              return events;
            });
    String beginning = inbox.cursor();
    alice.chatWithMyself();
    while (inbox.cursor().equals(beginning) && !all.isDone()) {
      assertThat(Thread.interrupted()).as("waited in vain").isFalse();
    }
    alice.close();
    assertThat(all.join()).hasSize(1);
    assertThat(inbox.poll(Duration.ofDays(1))).isEmpty();
    assertThatThrownBy(inbox::take).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  default void whoLogsInOverASocketHasItForThemselves() {
    CutSockets counted = new CutSockets(sockets(), socket -> Integer.MAX_VALUE);
    try (BuddyChatClient alice = ClientAtWork.joins("alice", Transport.sockets(counted))) {
      assertThat(alice.me().username()).isEqualTo("alice");
      alice.send(alice.chatWithMyself(), "Milk");
      assertThat(counted.opened()).isEqualTo(1);
      advance(TOKEN_LIFETIME.plusSeconds(1));
      assertThat(alice.login("alice", PASSWORD).me().username()).isEqualTo("alice");
    }
  }
}
