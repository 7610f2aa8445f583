package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The inbox of a [BuddyChatClient]: everything once and in order, whatever happens to its line.
public interface ClientInboxContract extends ClientAtWork {

  @Test
  default void anInboxLosesAndRepeatsNothingWhereverItsLineIsCut() {
    CutSockets cut = new CutSockets(sockets(), socket -> socket % 9);
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient listener = BuddyChatClient.in(Transport.sockets(cut), PACE)) {
      Chat notes = alice.chatWithMyself();
      List<String> heard = new ArrayList<>();
      try (Inbox inbox =
          listener.resume(alice.tokens().orElseThrow()).inbox(alice.inboxHead(), InboxFilter.ALL)) {
        ClientAtWork.texts(0, 40).forEach(text -> alice.send(notes, text));
        heard.addAll(ClientAtWork.said(inbox, 40).toList());
        ClientAtWork.texts(40, 60).forEach(text -> alice.send(notes, text));
        heard.addAll(ClientAtWork.said(inbox, 20).toList());
        assertThat(inbox.poll(Duration.ZERO)).isEmpty();
      }
      assertThat(heard).isEqualTo(ClientAtWork.texts(0, 60));
      assertThat(cut.opened()).as("sockets").isGreaterThan(10);
    }
  }

  @Test
  default void whoTakesSlowlyGetsEverythingInTheEnd() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      try (Inbox inbox = alice.inbox()) {
        alice.send(notes, "text 0");
        assertThat(ClientAtWork.said(inbox, 1)).containsExactly("text 0");
        ClientAtWork.texts(1, 700).forEach(text -> alice.send(notes, text));
        assertThat(ClientAtWork.said(inbox, 699)).isEqualTo(ClientAtWork.texts(1, 700));
      }
    }
  }

  @Test
  default void anInboxCanBeFiltered() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      Chat chat = alice.chatWith(boris.me());
      Chat notes = boris.chatWithMyself();
      InboxFilter filter =
          InboxFilter.ALL
              .only(Operation.CHAT_MESSAGE_CREATED, Operation.CHAT_MESSAGE_READ)
              .in(chat)
              .from(boris.me())
              .withoutOwn();
      try (Inbox inbox = alice.inbox(alice.inboxHead(), filter)) {
        alice.send(chat, "mine");
        boris.send(notes, "elsewhere");
        boris.send(boris.chatWith(alice.me()), "his");
        assertThat(ClientAtWork.said(inbox, 1)).containsExactly("his");
        assertThat(inbox.poll(Duration.ZERO)).isEmpty();
      }
    }
  }

  @Test
  default void aFilterThatNamesWhatIsNotThereIsRefused() {
    try (BuddyChatClient alice = joins("alice");
        Inbox inbox =
            alice.inbox(
                alice.inboxHead(),
                new InboxFilter(Set.of(), Optional.of("nonsense"), Optional.empty(), false))) {
      RefusedException refused = catchThrowableOfType(RefusedException.class, inbox::take);
      assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }
  }
}
