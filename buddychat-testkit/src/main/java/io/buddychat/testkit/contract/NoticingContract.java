package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.NoticeMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.testkit.Snapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Setting notifications as read, which is not reading what they tell of.
public interface NoticingContract extends FreshStore {

  @Test
  default void noticingIsKeptAndIsNotReading() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    Snapshot alicesBefore = talk.alice().sees();
    Instant noticedAt = talk.scene().later();
    HeldMessage noticed = talk.boris().notices(talk.boris().copyOf(sent));
    assertThat(noticed.copy().noticedAt()).contains(noticedAt);
    assertThat(noticed.copy().readAt()).isEmpty();
    assertThat(talk.boris().notifications()).containsExactly(noticed);
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.alice().sees()).isEqualTo(alicesBefore);
  }

  @Test
  default void theFirstNoticingStays() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    HeldMessage first = talk.boris().notices(talk.boris().copyOf(sent));
    Snapshot before = talk.scene().everything();
    talk.scene().later();
    assertThat(talk.boris().notices(talk.boris().copyOf(sent))).isEqualTo(first);
    assertThat(talk.scene().everything()).isEqualTo(before);
  }

  @Test
  default void readingAndNoticingGoTogetherInEitherOrder() {
    Talk talk = Talk.on(store());
    HeldMessage one = talk.alice().sends(talk.alices(), "One");
    HeldMessage two = talk.alice().sends(talk.alices(), "Two");
    Instant first = talk.scene().later();
    talk.boris().notices(talk.boris().copyOf(one));
    talk.boris().reads(talk.boris().copyOf(two));
    Instant second = talk.scene().later();
    talk.boris().reads(talk.boris().copyOf(one));
    talk.boris().notices(talk.boris().copyOf(two));
    HeldMessage noticedFirst = talk.boris().holds(talk.boris().copyOf(one)).orElseThrow();
    assertThat(noticedFirst.copy().noticedAt()).contains(first);
    assertThat(noticedFirst.copy().readAt()).contains(second);
    HeldMessage readFirst = talk.boris().holds(talk.boris().copyOf(two)).orElseThrow();
    assertThat(readFirst.copy().readAt()).contains(first);
    assertThat(readFirst.copy().noticedAt()).contains(second);
  }

  @Test
  default void onlyItsReceiverHasANotification() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    HeldMessage note = talk.alice().sends(talk.alice().chatWith(talk.alice()), "Note");
    MessageCopyId borises = talk.boris().copyOf(sent);
    talk.scene().clara();
    for (MessageCopyId nothing :
        List.of(
            sent.copy().id(),
            note.copy().id(),
            borises,
            new MessageCopyId(talk.alices(), 99),
            new MessageCopyId(new CopyId(999_999), 1))) {
      Refusals.refusedInVain(
          talk.scene(), Failure.NotFound.class, () -> talk.alice().notices(nothing));
    }
    for (MessageCopyId foreign : List.of(sent.copy().id(), borises)) {
      Refusals.refusedInVain(
          talk.scene(),
          Failure.NotFound.class,
          () ->
              talk.scene()
                  .buddyChat()
                  .handle(new NoticeMessage(talk.scene().clara().viewer(), foreign)));
    }
    talk.boris().deletes(borises);
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> talk.boris().notices(borises));
  }
}
