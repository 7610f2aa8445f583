package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Snapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Sending under an id of one's own choosing: the same again gives the first result and changes
/// nothing; something else under the same id is a conflict.
public interface RepeatingContract extends FreshStore {

  private static SendMessage.Sent again(Talk talk, Person sender, String content, String key) {
    Snapshot before = talk.scene().everything();
    talk.scene().later();
    SendMessage.Sent sent = sender.sends(talk.alices(), content, key);
    assertThat(sent.duplicate()).isTrue();
    assertThat(talk.scene().everything()).as("repeating changes nothing").isEqualTo(before);
    return sent;
  }

  private static void conflict(Talk talk, String content, String key) {
    Failure.Conflict refusal =
        Refusals.refusedInVain(
            talk.scene(),
            Failure.Conflict.class,
            () -> talk.alice().sends(talk.alices(), content, key));
    assertThat(refusal.field()).contains("clientMessageId");
  }

  @Test
  default void theSameAgainGivesTheFirstResult() {
    Talk talk = Talk.on(store());
    SendMessage.Sent first = talk.alice().sends(talk.alices(), "Hello", "key");
    assertThat(first.duplicate()).isFalse();
    assertThat(again(talk, talk.alice(), "Hello", "key").message()).isEqualTo(first.message());
    talk.alice().sends(talk.alices(), "Something else");
    assertThat(again(talk, talk.alice(), "Hello", "key").message()).isEqualTo(first.message());
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Something else", "Hello");
    assertThat(talk.boris().notifications()).hasSize(2);
  }

  @Test
  default void anotherOfMyDevicesRepeatsToo() {
    Talk talk = Talk.on(store());
    Optional<HeldMessage> first = talk.alice().sends(talk.alices(), "Hello", "key").message();
    assertThat(again(talk, talk.alice().onAnotherDevice(), "Hello", "key").message())
        .isEqualTo(first);
  }

  @Test
  default void somethingElseUnderTheSameIdIsAConflict() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Hello", "key");
    conflict(talk, "Hello!", "key");
    conflict(talk, "hello", "key");
    conflict(talk, "Hello ", "key");
  }

  @Test
  default void idsAreTakenLetterByLetter() {
    Talk talk = Talk.on(store());
    for (String key : new String[] {"key", "KEY", "key ", "ke\u0301y", "k\u00E9y", "'", "%", "_"}) {
      assertThat(talk.alice().sends(talk.alices(), "Hello", key).duplicate()).as(key).isFalse();
    }
    for (String key : new String[] {"key", "KEY", "key ", "ke\u0301y", "k\u00E9y", "'", "%", "_"}) {
      assertThat(again(talk, talk.alice(), "Hello", key).message()).as(key).isPresent();
    }
  }

  @Test
  default void otherSendersAndOtherChatsHaveIdsOfTheirOwn() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Hello", "key");
    assertThat(talk.boris().sends(talk.borises(), "Hi", "key").duplicate()).isFalse();
    CopyId notes = talk.alice().chatWith(talk.alice());
    assertThat(talk.alice().sends(notes, "Note", "key").duplicate()).isFalse();
    assertThat(talk.alice().texts(talk.alices())).containsExactly("Hi", "Hello");
  }

  @Test
  default void anEditedMessageIsStillTheOneThatWasSent() {
    Talk talk = Talk.on(store());
    HeldMessage first = talk.alice().sends(talk.alices(), "Hello", "key").message().orElseThrow();
    HeldMessage edited = talk.alice().edits(first.copy().id(), "Edited");
    assertThat(again(talk, talk.alice(), "Hello", "key").message()).contains(edited);
    conflict(talk, "Edited", "key");
  }

  @Test
  default void aMessageThatIsGoneIsNotSentAgain() {
    Talk talk = Talk.on(store());
    Person alice = talk.alice();
    HeldMessage unsent = alice.sends(talk.alices(), "Unsent", "1").message().orElseThrow();
    HeldMessage deleted = alice.sends(talk.alices(), "Deleted", "2").message().orElseThrow();
    alice.unsends(unsent.copy().id());
    alice.deletes(deleted.copy().id());
    assertThat(again(talk, alice, "Unsent", "1").message()).isEmpty();
    assertThat(again(talk, alice, "Deleted", "2").message()).isEmpty();
    assertThat(alice.sends(talk.alices(), "Cleared", "3").duplicate()).isFalse();
    alice.clears(talk.alices());
    assertThat(again(talk, alice, "Cleared", "3").message()).isEmpty();
    conflict(talk, "Other", "1");
    assertThat(talk.boris().texts(talk.borises())).containsExactly("Cleared", "Deleted");
  }

  @Test
  default void aRefusedMessageDoesNotUseUpItsId() {
    Talk talk = Talk.on(store());
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.alice().sends(talk.borises(), "Hello", "key"));
    assertThat(talk.alice().sends(talk.alices(), "Hello", "key").duplicate()).isFalse();
  }

  @Test
  default void anIdHas1To200Characters() {
    Talk talk = Talk.on(store());
    for (String bad : new String[] {"", "k".repeat(201), "zero\u0000", "half\uD83D"}) {
      Failure.InvalidInput refusal =
          Refusals.refusedInVain(
              talk.scene(),
              Failure.InvalidInput.class,
              () -> talk.alice().sends(talk.alices(), "Hello", bad));
      assertThat(refusal.field()).isEqualTo("clientMessageId");
    }
    for (String good : new String[] {" ", "k".repeat(200), "\uD83D\uDE00".repeat(200)}) {
      assertThat(talk.alice().sends(talk.alices(), "Hello", good).duplicate()).isFalse();
      assertThat(again(talk, talk.alice(), "Hello", good).message()).isPresent();
    }
  }
}
