package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.EditMessage;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Snapshot;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Editing: every copy that still lives shows it, and no other comes to life.
public interface EditingContract extends FreshStore {

  @Test
  default void everyLivingCopyShowsTheEdit() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Helo");
    talk.boris().reads(talk.boris().copyOf(sent));
    Message before = talk.alice().holds(sent.copy().id()).orElseThrow().message();
    Instant editedAt = talk.scene().later();
    HeldMessage edited = talk.alice().edits(sent.copy().id(), "Hello");
    assertThat(edited.copy()).isEqualTo(sent.copy());
    assertThat(edited.message())
        .isEqualTo(
            new Message(
                before.id(),
                before.conversation(),
                before.ordinal(),
                before.sender(),
                before.origin(),
                "Hello",
                before.sentAt(),
                Optional.of(editedAt),
                2,
                0,
                before.lastRead()));
    assertThat(talk.alice().holds(sent.copy().id())).contains(edited);
    HeldMessage borises = talk.boris().holds(talk.boris().copyOf(sent)).orElseThrow();
    assertThat(borises.message()).isEqualTo(edited.message());
    assertThat(borises.copy().readAt()).as("read stays read").isPresent();
    assertThat(talk.boris().notifications()).containsExactly(borises);
    assertThat(talk.boris().unread(talk.borises())).isZero();
    assertThat(talk.scene().everything().toString()).doesNotContain("Helo,");
  }

  @Test
  default void theLastEditCounts() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "One");
    talk.alice().edits(sent.copy().id(), "Two");
    Instant editedAt = talk.scene().later();
    talk.alice().onAnotherDevice().edits(sent.copy().id(), "One");
    Message message = talk.boris().lastMessage(talk.borises()).orElseThrow().message();
    assertThat(message.content()).isEqualTo("One");
    assertThat(message.editedAt()).contains(editedAt);
    assertThat(message.origin()).as("where it was sent from").isEqualTo(talk.alice().session());
  }

  @Test
  default void theSameContentChangesNothing() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Snapshot before = talk.scene().everything();
    talk.scene().later();
    assertThat(talk.alice().edits(sent.copy().id(), "Hello")).isEqualTo(sent);
    assertThat(talk.scene().everything()).isEqualTo(before);
  }

  @Test
  default void editingNeverBringsADeletedCopyBack() {
    Talk talk = Talk.on(store());
    HeldMessage deleted = talk.alice().sends(talk.alices(), "Deleted");
    talk.boris().deletes(talk.boris().copyOf(deleted));
    Snapshot borisBefore = talk.boris().sees();
    HeldMessage edited = talk.alice().edits(deleted.copy().id(), "Edited");
    assertThat(talk.boris().sees()).isEqualTo(borisBefore);
    assertThat(edited.message().holders()).isEqualTo(1);
    assertThat(talk.alice().texts(talk.alices())).containsExactly("Edited");

    HeldMessage cleared = talk.alice().sends(talk.alices(), "Cleared");
    talk.boris().clears(talk.borises());
    Snapshot afterClearing = talk.boris().sees();
    talk.alice().edits(cleared.copy().id(), "Edited");
    assertThat(talk.boris().sees()).isEqualTo(afterClearing);
  }

  @Test
  default void editingDoesNotDisturb() {
    Talk talk = Talk.on(store());
    HeldMessage first = talk.alice().sends(talk.alices(), "First");
    talk.boris().sends(talk.borises(), "Second");
    talk.boris().archives(talk.borises(), true);
    Instant activity = talk.alice().sees(talk.alices()).conversation().activityAt();
    talk.scene().later();
    talk.alice().edits(first.copy().id(), "First, edited");
    assertThat(talk.alice().texts(talk.alices())).containsExactly("Second", "First, edited");
    assertThat(talk.boris().sees(talk.borises()).copy().archived()).isTrue();
    assertThat(talk.alice().sees(talk.alices()).conversation().activityAt()).isEqualTo(activity);
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.boris().notifications()).hasSize(1);
  }

  @Test
  default void aNoteToOneselfIsEdited() {
    Talk talk = Talk.on(store());
    var notes = talk.alice().chatWith(talk.alice());
    HeldMessage note = talk.alice().sends(notes, "Note");
    talk.alice().edits(note.copy().id(), "Edited");
    assertThat(talk.alice().texts(notes)).containsExactly("Edited");
  }

  @Test
  default void onlyTheSenderEdits() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Refusals.refusedInVain(
        talk.scene(),
        Failure.Forbidden.class,
        () -> talk.boris().edits(talk.boris().copyOf(sent), "Changed"));
    Refusals.refusedInVain(
        talk.scene(),
        Failure.Forbidden.class,
        () -> talk.boris().edits(talk.boris().copyOf(sent), "Hello"));
  }

  @Test
  default void onlyAHeldCopyOfMyOwnIsEdited() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Strangers.findNothing(
        talk,
        sent,
        (person, family, copy) ->
            talk.scene()
                .buddyChat()
                .handle(new EditMessage(person.viewer(), family, copy, "Changed")));
    talk.alice().deletes(sent.copy().id());
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().edits(sent.copy().id(), "From the beyond"));
    HeldMessage unsent = talk.alice().sends(talk.alices(), "Unsent");
    talk.alice().unsends(unsent.copy().id());
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().edits(unsent.copy().id(), "From the beyond"));
  }
}
