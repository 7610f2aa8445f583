package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Entries never change, whatever becomes of what they tell of.
public interface LastingLogContract extends FreshStore {

  @Test
  default void entriesStayAsTheyWereWhateverBecomesOfTheMessage() {
    Talk talk = Talk.on(store());
    Person alice = talk.alice();
    Person boris = talk.boris();
    CopyId notes = alice.chatWith(alice);
    HeldMessage unsent = alice.sends(talk.alices(), "Unsent");
    HeldMessage deletedByBoth = boris.sends(talk.borises(), "Deleted by both");
    HeldMessage cleared = alice.sends(talk.alices(), "Cleared");
    HeldMessage note = alice.sends(notes, "Note");
    boris.reads(boris.copyOf(unsent));
    boris.notices(boris.copyOf(cleared));
    List<Entry> alicesLog = alice.log();
    List<Entry> borisesLog = boris.log();
    List<Runnable> fates =
        List.of(
            () -> alice.edits(unsent.copy().id(), "Edited"),
            () -> alice.unsends(unsent.copy().id()),
            () -> alice.deletes(alice.copyOf(deletedByBoth)),
            () -> boris.deletes(boris.copyOf(deletedByBoth)),
            () -> alice.deletes(note.copy().id()),
            () -> boris.clears(talk.borises()),
            () -> alice.clears(talk.alices()),
            () -> alice.clears(notes));
    for (Runnable fate : fates) {
      talk.scene().later();
      fate.run();
      assertThat(alice.log()).startsWith(alicesLog.toArray(Entry[]::new));
      assertThat(boris.log()).startsWith(borisesLog.toArray(Entry[]::new));
      alicesLog = alice.log();
      borisesLog = boris.log();
    }
    assertThat(borisesLog.stream().map(Entry::event))
        .contains(
            new Event.OfMessage(
                Operation.CHAT_MESSAGE_CREATED,
                new MessageCopyId(talk.borises(), cleared.message().ordinal()),
                cleared.message().id(),
                alice.id()));
  }

  @Test
  default void entriesStayWhenTheOtherSideLeavesForGood() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Of Alice");
    talk.boris().sends(talk.borises(), "Of Boris");
    HeldMessage deleted = talk.alice().sends(talk.alices(), "Deleted");
    talk.boris().deletes(talk.boris().copyOf(deleted));
    List<Entry> log = talk.boris().log();
    talk.scene().later();
    talk.alice().leavesForGood();
    assertThat(talk.boris().log()).startsWith(log.toArray(Entry[]::new)).hasSize(log.size() + 1);
  }

  @Test
  default void aCopysNumberIsThatOfItsArrival() {
    Talk talk = Talk.on(store());
    HeldMessage one = talk.alice().sends(talk.alices(), "One");
    HeldMessage two = talk.boris().sends(talk.borises(), "Two");
    for (Person owner : List.of(talk.alice(), talk.boris())) {
      for (HeldMessage message : List.of(one, two)) {
        MessageCopyId id = owner.copyOf(message);
        long seq = owner.holds(id).orElseThrow().copy().seq();
        Event first = owner.logAfter(seq - 1).get(0).event();
        assertThat(first)
            .isEqualTo(
                new Event.OfMessage(
                    Operation.CHAT_MESSAGE_CREATED,
                    id,
                    message.message().id(),
                    message.message().sender()));
      }
    }
  }
}
