package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.ClearConversation;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clearing a conversation (the original's "delete chat"): my messages go, my empty copy stays.
public interface ClearingContract extends FreshStore {

  @Test
  default void clearingEmptiesMyCopyAndNoOther() {
    Talk talk = Talk.on(store());
    CopyId withClara = talk.boris().chatWith(talk.scene().clara());
    talk.scene().clara().sends(talk.scene().clara().chatWith(talk.boris()), "Stays");
    talk.alice().sends(talk.alices(), "One");
    talk.boris().sends(talk.borises(), "Two");
    talk.boris().archives(talk.borises(), true);
    talk.scene().later();
    talk.boris().clears(talk.borises());
    assertThat(talk.boris().messages(talk.borises())).isEmpty();
    assertThat(talk.boris().lastMessage(talk.borises())).isEmpty();
    assertThat(talk.boris().unread(talk.borises())).isZero();
    assertThat(talk.boris().sees(talk.borises()).copy().archived()).isTrue();
    assertThat(talk.boris().sees(talk.borises()).copy().createdAt())
        .as("it is the same copy")
        .isNotEqualTo(talk.scene().now());
    assertThat(talk.boris().texts(withClara)).containsExactly("Stays");
    assertThat(talk.boris().notifications())
        .extracting(held -> held.message().content())
        .containsExactly("Stays");
    assertThat(talk.alice().texts(talk.alices())).containsExactly("Two", "One");
    assertThat(talk.alice().notifications()).hasSize(1);
    assertThat(talk.alice().unread(talk.alices())).isEqualTo(1);
  }

  @Test
  default void whatTheOthersHoldCountsOneHolderLess() {
    Talk talk = Talk.on(store());
    HeldMessage unread = talk.alice().sends(talk.alices(), "Unread");
    HeldMessage read = talk.alice().sends(talk.alices(), "Read");
    HeldMessage borises = talk.boris().sends(talk.borises(), "Of Boris");
    talk.boris().reads(talk.boris().copyOf(read));
    talk.boris().clears(talk.borises());
    Message stillUnread = talk.alice().holds(unread.copy().id()).orElseThrow().message();
    assertThat(stillUnread.holders()).isEqualTo(1);
    assertThat(stillUnread.awaiting()).isEqualTo(1);
    assertThat(stillUnread.readAt()).as("clearing is not reading").isEmpty();
    Message stillRead = talk.alice().holds(read.copy().id()).orElseThrow().message();
    assertThat(stillRead.holders()).isEqualTo(1);
    assertThat(stillRead.readAt()).contains(talk.scene().now());
    Message ofBoris = talk.alice().holds(talk.alice().copyOf(borises)).orElseThrow().message();
    assertThat(ofBoris.holders()).isEqualTo(1);
    assertThat(ofBoris.awaiting()).isEqualTo(1);
    assertThat(talk.alice().reads(talk.alice().copyOf(borises)).message().readAt()).isPresent();
  }

  @Test
  default void whenBothHaveClearedTheTextsAreGone() {
    Talk talk = Talk.on(store());
    HeldMessage one = talk.alice().sends(talk.alices(), "Secret one");
    talk.boris().sends(talk.borises(), "Secret two");
    talk.alice().sends(talk.alices(), "Secret three");
    talk.alice().deletes(one.copy().id());
    talk.alice().clears(talk.alices());
    talk.boris().clears(talk.borises());
    assertThat(talk.scene().everything().toString()).doesNotContain("Secret");
    HeldMessage next = talk.alice().sends(talk.alices(), "Next");
    assertThat(next.message().ordinal()).isEqualTo(4);
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Next");
  }

  @Test
  default void clearingAgainAndAgainIsNoError() {
    Talk talk = Talk.on(store());
    talk.alice().clears(talk.alices());
    talk.alice().clears(talk.alices());
    talk.boris().sends(talk.borises(), "Hello");
    talk.alice().clears(talk.alices());
    assertThat(talk.alice().texts(talk.alices())).isEmpty();
    assertThat(talk.alice().unread(talk.alices())).isZero();
    CopyId notes = talk.alice().chatWith(talk.alice());
    talk.alice().sends(notes, "Note");
    talk.alice().clears(notes);
    assertThat(talk.alice().texts(notes)).isEmpty();
  }

  @Test
  default void aLongHistoryIsClearedAsAWhole() {
    Talk talk = Talk.on(store());
    for (int i = 0; i < 150; i++) {
      talk.alice().sends(talk.alices(), "Message " + i);
    }
    talk.boris().reads(new MessageCopyId(talk.borises(), 77));
    talk.boris().clears(talk.borises());
    assertThat(talk.boris().messages(talk.borises())).isEmpty();
    assertThat(talk.boris().notifications()).isEmpty();
    assertThat(talk.boris().unread(talk.borises())).isZero();
    assertThat(talk.alice().messages(talk.alices()))
        .hasSize(150)
        .allMatch(held -> held.message().holders() == 1);
  }

  @Test
  default void onlyMyOwnCopyIsCleared() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Hello");
    for (CopyId foreign : List.of(talk.borises(), new CopyId(999_999))) {
      Refusals.refusedInVain(
          talk.scene(), Failure.NotFound.class, () -> talk.alice().clears(foreign));
    }
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () ->
            talk.scene()
                .buddyChat()
                .handle(new ClearConversation(talk.alice().viewer(), Family.GROUP, talk.alices())));
  }
}
