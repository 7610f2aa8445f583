package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.DeleteMessage;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Snapshot;
import org.junit.jupiter.api.Test;

/// Deleting: my copy goes, with its notification; everybody else keeps theirs.
public interface DeletingContract extends FreshStore {

  @Test
  default void deletingKeepsTheOtherCopy() {
    Talk talk = Talk.on(store());
    HeldMessage first = talk.alice().sends(talk.alices(), "First");
    HeldMessage second = talk.alice().sends(talk.alices(), "Second");
    talk.boris().deletes(talk.boris().copyOf(second));
    assertThat(talk.boris().texts(talk.borises())).containsExactly("First");
    assertThat(talk.boris().notifications())
        .extracting(held -> held.message().id())
        .containsExactly(first.message().id());
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.boris().lastMessage(talk.borises()).orElseThrow().message())
        .isEqualTo(first.message());
    assertThat(talk.alice().texts(talk.alices())).containsExactly("Second", "First");
    Message left = talk.alice().holds(second.copy().id()).orElseThrow().message();
    assertThat(left.holders()).isEqualTo(1);
    assertThat(left.awaiting()).isEqualTo(1);
    assertThat(left.readAt()).as("deleting unread is not reading").isEmpty();
  }

  @Test
  default void theSenderDeletesAndTheOtherStillHasAllOfIt() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Snapshot borisLog = new Snapshot(talk.boris().log().stream().map(Object::toString).toList());
    talk.alice().deletes(sent.copy().id());
    assertThat(talk.alice().messages(talk.alices())).isEmpty();
    assertThat(talk.alice().lastMessage(talk.alices())).isEmpty();
    HeldMessage kept = talk.boris().holds(talk.boris().copyOf(sent)).orElseThrow();
    assertThat(kept.message().content()).isEqualTo("Hello");
    assertThat(kept.message().awaiting()).isEqualTo(1);
    assertThat(talk.boris().notifications()).containsExactly(kept);
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(new Snapshot(talk.boris().log().stream().map(Object::toString).toList()))
        .as("he is not told")
        .isEqualTo(borisLog);
  }

  @Test
  default void deletingWhatWasReadKeepsTheRestUnread() {
    Talk talk = Talk.on(store());
    HeldMessage read = talk.alice().sends(talk.alices(), "Read");
    talk.alice().sends(talk.alices(), "Unread");
    talk.boris().reads(talk.boris().copyOf(read));
    talk.boris().deletes(talk.boris().copyOf(read));
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.alice().holds(read.copy().id()).orElseThrow().message().readAt())
        .as("it was read all the same")
        .contains(talk.scene().now());
    talk.boris().deletes(talk.boris().sends(talk.borises(), "My own").copy().id());
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
  }

  @Test
  default void theLastCopyTakesTheTextWithIt() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Secret");
    talk.boris().deletes(talk.boris().copyOf(sent));
    talk.alice().deletes(sent.copy().id());
    assertThat(talk.scene().everything().toString()).doesNotContain("Secret");
    HeldMessage next = talk.boris().sends(talk.borises(), "Next");
    assertThat(next.message().ordinal()).isEqualTo(2);
    var notes = talk.alice().chatWith(talk.alice());
    HeldMessage note = talk.alice().sends(notes, "Note");
    talk.alice().deletes(note.copy().id());
    assertThat(talk.alice().texts(notes)).isEmpty();
    assertThat(talk.alice().unread(notes)).isZero();
  }

  @Test
  default void onlyAHeldCopyOfMyOwnIsDeleted() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Strangers.findNothing(
        talk,
        sent,
        (person, family, copy) ->
            talk.scene().buddyChat().handle(new DeleteMessage(person.viewer(), family, copy)));
    talk.boris().deletes(talk.boris().copyOf(sent));
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.boris().deletes(talk.boris().copyOf(sent)));
    talk.alice().unsends(sent.copy().id());
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> talk.alice().deletes(sent.copy().id()));
  }
}
