package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.UnsendMessage;
import io.buddychat.domain.core.Failure;
import org.junit.jupiter.api.Test;

/// Unsending: every copy that still lives goes, and the text with them.
public interface UnsendingContract extends FreshStore {

  @Test
  default void unsendingRemovesEveryCopyItsNotificationAndTheText() {
    Talk talk = Talk.on(store());
    HeldMessage before = talk.alice().sends(talk.alices(), "Before");
    HeldMessage secret = talk.alice().sends(talk.alices(), "Secret");
    talk.alice().unsends(secret.copy().id());
    assertThat(talk.alice().texts(talk.alices())).containsExactly("Before");
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Before");
    assertThat(talk.boris().holds(talk.boris().copyOf(secret))).isEmpty();
    assertThat(talk.boris().notifications()).hasSize(1);
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.alice().unread(talk.alices())).isZero();
    assertThat(talk.alice().lastMessage(talk.alices())).contains(before);
    assertThat(talk.boris().lastMessage(talk.borises()).orElseThrow().message())
        .isEqualTo(before.message());
    assertThat(talk.scene().everything().toString()).doesNotContain("Secret");
  }

  @Test
  default void aReadMessageIsUnsentTooAndCountsAsReadNoMore() {
    Talk talk = Talk.on(store());
    HeldMessage read = talk.alice().sends(talk.alices(), "Read");
    talk.alice().sends(talk.alices(), "Unread");
    talk.boris().reads(talk.boris().copyOf(read));
    talk.alice().unsends(read.copy().id());
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Unread");
  }

  @Test
  default void unsendingSucceedsWhenTheOtherSideDeletedTheirs() {
    Talk talk = Talk.on(store());
    HeldMessage deleted = talk.alice().sends(talk.alices(), "Deleted");
    HeldMessage cleared = talk.alice().sends(talk.alices(), "Cleared");
    talk.boris().deletes(talk.boris().copyOf(deleted));
    var borisBefore = talk.boris().sees();
    talk.alice().unsends(deleted.copy().id());
    assertThat(talk.boris().sees()).as("nothing more happens to him").isEqualTo(borisBefore);
    talk.boris().clears(talk.borises());
    var borisCleared = talk.boris().sees();
    talk.alice().unsends(cleared.copy().id());
    assertThat(talk.boris().sees()).isEqualTo(borisCleared);
    assertThat(talk.alice().texts(talk.alices())).isEmpty();
  }

  @Test
  default void numbersAreNeverGivenTwice() {
    Talk talk = Talk.on(store());
    HeldMessage unsent = talk.alice().sends(talk.alices(), "Unsent");
    talk.alice().unsends(unsent.copy().id());
    HeldMessage next = talk.alice().sends(talk.alices(), "Next");
    assertThat(next.message().ordinal()).isEqualTo(unsent.message().ordinal() + 1);
    assertThat(talk.alice().holds(unsent.copy().id())).isEmpty();
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
  }

  @Test
  default void aNoteToOneselfIsUnsent() {
    Talk talk = Talk.on(store());
    var notes = talk.alice().chatWith(talk.alice());
    HeldMessage note = talk.alice().sends(notes, "Note");
    talk.alice().unsends(note.copy().id());
    assertThat(talk.alice().texts(notes)).isEmpty();
    assertThat(talk.alice().unread(notes)).isZero();
  }

  @Test
  default void onlyTheSenderUnsends() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Refusals.refusedInVain(
        talk.scene(),
        Failure.Forbidden.class,
        () -> talk.boris().unsends(talk.boris().copyOf(sent)));
  }

  @Test
  default void onlyAHeldCopyOfMyOwnIsUnsent() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Strangers.findNothing(
        talk,
        sent,
        (person, family, copy) ->
            talk.scene().buddyChat().handle(new UnsendMessage(person.viewer(), family, copy)));
    talk.alice().deletes(sent.copy().id());
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> talk.alice().unsends(sent.copy().id()));
    HeldMessage unsent = talk.alice().sends(talk.alices(), "Unsent");
    talk.alice().unsends(unsent.copy().id());
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> talk.alice().unsends(unsent.copy().id()));
    HeldMessage cleared = talk.alice().sends(talk.alices(), "Cleared");
    talk.alice().clears(talk.alices());
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> talk.alice().unsends(cleared.copy().id()));
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Cleared", "Hello");
  }
}
