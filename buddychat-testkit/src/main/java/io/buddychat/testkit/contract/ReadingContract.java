package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.ReadMessage;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.testkit.Snapshot;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Reading messages: by the owner of the copy, once, and seen by the sender.
public interface ReadingContract extends FreshStore {

  @Test
  default void readingIsSeenByReaderAndSender() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    talk.alice().sends(talk.alices(), "Unread");
    MessageCopyId borises = talk.boris().copyOf(sent);
    Instant readAt = talk.scene().later();
    HeldMessage read = talk.boris().reads(borises);
    assertThat(read.copy().readAt()).contains(readAt);
    assertThat(read.message().readAt()).contains(readAt);
    assertThat(talk.boris().holds(borises)).contains(read);
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    HeldMessage alices = talk.alice().holds(sent.copy().id()).orElseThrow();
    assertThat(alices.message()).isEqualTo(read.message());
    assertThat(alices.copy().readAt()).as("her own copy has nothing to be read").isEmpty();
    assertThat(read.copy().noticedAt()).as("its notification is another thing").isEmpty();
  }

  @Test
  default void theFirstReadingStays() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    HeldMessage first = talk.boris().reads(talk.boris().copyOf(sent));
    Snapshot before = talk.scene().everything();
    talk.scene().later();
    assertThat(talk.boris().reads(talk.boris().copyOf(sent))).isEqualTo(first);
    assertThat(talk.boris().onAnotherDevice().reads(talk.boris().copyOf(sent))).isEqualTo(first);
    assertThat(talk.scene().everything()).isEqualTo(before);
  }

  @Test
  default void onesOwnMessageIsNotRead() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Refusals.refusedInVain(
        talk.scene(), Failure.Forbidden.class, () -> talk.alice().reads(sent.copy().id()));
    HeldMessage note = talk.alice().sends(talk.alice().chatWith(talk.alice()), "Note");
    Refusals.refusedInVain(
        talk.scene(), Failure.Forbidden.class, () -> talk.alice().reads(note.copy().id()));
  }

  @Test
  default void readingWorksWhenTheSenderHasLetGo() {
    Talk talk = Talk.on(store());
    HeldMessage deleted = talk.alice().sends(talk.alices(), "Deleted");
    talk.alice().deletes(deleted.copy().id());
    Snapshot alicesBefore = talk.alice().sees();
    HeldMessage read = talk.boris().reads(talk.boris().copyOf(deleted));
    assertThat(read.message().readAt()).contains(talk.scene().now());
    assertThat(talk.boris().unread(talk.borises())).isZero();
    assertThat(talk.alice().sees()).as("she has nothing to be told of").isEqualTo(alicesBefore);
  }

  @Test
  default void onlyAHeldCopyOfMyOwnIsRead() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Strangers.findNothing(
        talk,
        sent,
        (person, family, copy) ->
            talk.scene().buddyChat().handle(new ReadMessage(person.viewer(), family, copy)));
    talk.boris().deletes(talk.boris().copyOf(sent));
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> talk.boris().reads(talk.boris().copyOf(sent)));
    HeldMessage cleared = talk.alice().sends(talk.alices(), "Cleared");
    talk.boris().clears(talk.borises());
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () -> talk.boris().reads(talk.boris().copyOf(cleared)));
  }

  @Test
  default void theUnreadCountFollowsEverythingThatHappens() {
    Talk talk = Talk.on(store());
    HeldMessage one = talk.alice().sends(talk.alices(), "One");
    HeldMessage two = talk.alice().sends(talk.alices(), "Two");
    HeldMessage three = talk.alice().sends(talk.alices(), "Three");
    talk.boris().sends(talk.borises(), "Mine");
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(3);
    talk.boris().reads(talk.boris().copyOf(two));
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(2);
    talk.alice().unsends(three.copy().id());
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    talk.boris().deletes(talk.boris().copyOf(two));
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    talk.boris().deletes(talk.boris().copyOf(one));
    assertThat(talk.boris().unread(talk.borises())).isZero();
    talk.alice().sends(talk.alices(), "Four");
    talk.boris().clears(talk.borises());
    assertThat(talk.boris().unread(talk.borises())).isZero();
    HeldMessage five = talk.alice().sends(talk.alices(), "Five");
    talk.boris().sends(talk.borises(), "Mine again");
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    talk.boris().reads(talk.boris().copyOf(five));
    assertThat(talk.boris().unread(talk.borises())).isZero();
    talk.alice().unsends(five.copy().id());
    assertThat(talk.boris().unread(talk.borises())).isZero();
    assertThat(talk.alice().unread(talk.alices())).isEqualTo(2);
  }
}
