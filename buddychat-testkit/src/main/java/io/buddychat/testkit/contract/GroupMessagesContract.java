package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Messages in groups: a copy for each member, of which each does with their own as they like.
public interface GroupMessagesContract extends FreshStore {

  private static List<Operation> toldAfter(Person person, long cursor) {
    return person.logAfter(cursor).stream().map(Entry::event).map(Event::operation).toList();
  }

  @Test
  default void aMessageReachesEachMemberOnce() {
    Circle circle = Circle.on(store());
    long alices = circle.alice().head();
    long borises = circle.boris().head();
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    assertThat(sent.message().holders()).isEqualTo(3);
    assertThat(sent.message().awaiting()).isEqualTo(2);
    assertThat(circle.alice().texts(circle.alices())).containsExactly("Hello");
    assertThat(circle.boris().texts(circle.borises())).containsExactly("Hello");
    assertThat(circle.clara().texts(circle.claras())).containsExactly("Hello");
    assertThat(circle.alice().notifications()).isEmpty();
    assertThat(circle.boris().notifications()).hasSize(1);
    assertThat(circle.clara().notifications()).hasSize(1);
    assertThat(circle.alice().unread(circle.alices())).isZero();
    assertThat(circle.boris().unread(circle.borises())).isEqualTo(1);
    assertThat(toldAfter(circle.alice(), alices)).containsExactly(Operation.GROUP_MESSAGE_CREATED);
    assertThat(toldAfter(circle.boris(), borises))
        .containsExactly(Operation.GROUP_MESSAGE_CREATED, Operation.NOTIFICATION_CREATED);
    assertThat(circle.david().log()).isEmpty();
  }

  @Test
  default void othersCopiesAndOtherFamiliesAreNotFound() {
    Circle circle = Circle.on(store());
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    for (CopyId copy : List.of(circle.alices(), circle.borises(), new CopyId(999_999))) {
      refused(circle, Failure.NotFound.class, () -> circle.david().sends(copy, "Hello"));
      refused(circle, Failure.NotFound.class, () -> circle.david().clears(copy));
      refused(circle, Failure.NotFound.class, () -> circle.david().archives(copy, true));
    }
    refused(circle, Failure.NotFound.class, () -> circle.boris().sends(circle.alices(), "Hello"));
    refused(
        circle,
        Failure.NotFound.class,
        () -> circle.scene().alice().sends(circle.alices(), "Not a chat"));
    for (Person stranger : List.of(circle.david(), circle.boris())) {
      refused(circle, Failure.NotFound.class, () -> stranger.edits(sent.copy().id(), "Bye"));
      refused(circle, Failure.NotFound.class, () -> stranger.unsends(sent.copy().id()));
      refused(circle, Failure.NotFound.class, () -> stranger.deletes(sent.copy().id()));
      refused(circle, Failure.NotFound.class, () -> stranger.reads(sent.copy().id()));
    }
    refused(
        circle, Failure.Forbidden.class, () -> circle.boris().edits(at(circle.boris(), sent), "X"));
    refused(
        circle, Failure.Forbidden.class, () -> circle.boris().unsends(at(circle.boris(), sent)));
    refused(circle, Failure.Forbidden.class, () -> circle.alice().reads(sent.copy().id()));
  }

  private static MessageCopyId at(Person person, HeldMessage message) {
    return person.copyOf(message);
  }

  private static void refused(
      Circle circle, Class<? extends Failure> kind, ThrowingCallable action) {
    Refusals.refusedInVain(circle.scene(), kind, action);
  }

  @Test
  default void anEditShowsInEachSurvivingCopyAndBringsNoneBack() {
    Circle circle = Circle.on(store());
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    circle.boris().deletes(at(circle.boris(), sent));
    long borises = circle.boris().head();
    long claras = circle.clara().head();
    circle.alice().edits(sent.copy().id(), "Good evening");
    assertThat(circle.clara().texts(circle.claras())).containsExactly("Good evening");
    assertThat(circle.boris().messages(circle.borises())).isEmpty();
    assertThat(toldAfter(circle.clara(), claras)).containsExactly(Operation.GROUP_MESSAGE_UPDATED);
    assertThat(toldAfter(circle.boris(), borises)).isEmpty();
  }

  @Test
  default void unsendingTakesEachSurvivingCopy() {
    Circle circle = Circle.on(store());
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    circle.boris().deletes(at(circle.boris(), sent));
    long borises = circle.boris().head();
    long claras = circle.clara().head();
    circle.alice().unsends(sent.copy().id());
    for (Person member : List.of(circle.alice(), circle.boris(), circle.clara())) {
      assertThat(member.holds(at(member, sent))).isEmpty();
      assertThat(member.notifications()).isEmpty();
      assertThat(member.conversations().get(0).unread()).isZero();
    }
    assertThat(toldAfter(circle.boris(), borises)).isEmpty();
    assertThat(toldAfter(circle.clara(), claras))
        .containsExactlyInAnyOrder(Operation.GROUP_MESSAGE_UNSENT, Operation.NOTIFICATION_DELETED);
  }

  @Test
  default void deletingClearingAndArchivingTouchOnesOwnCopy() {
    Circle circle = Circle.on(store());
    HeldMessage first = circle.alice().sends(circle.alices(), "One");
    circle.alice().sends(circle.alices(), "Two");
    long claras = circle.clara().head();
    circle.boris().deletes(at(circle.boris(), first));
    assertThat(circle.boris().texts(circle.borises())).containsExactly("Two");
    assertThat(circle.boris().unread(circle.borises())).isEqualTo(1);
    circle.boris().clears(circle.borises());
    circle.boris().archives(circle.borises(), true);
    assertThat(circle.boris().messages(circle.borises())).isEmpty();
    assertThat(circle.boris().notifications()).isEmpty();
    assertThat(circle.boris().unread(circle.borises())).isZero();
    assertThat(circle.boris().sees(circle.borises()).copy().archived()).isTrue();
    assertThat(circle.clara().sees(circle.claras()).copy().archived()).isFalse();
    assertThat(circle.clara().texts(circle.claras())).containsExactly("Two", "One");
    assertThat(circle.clara().unread(circle.claras())).isEqualTo(2);
    assertThat(circle.clara().logAfter(claras)).isEmpty();
    circle.alice().sends(circle.alices(), "Three");
    assertThat(circle.boris().texts(circle.borises())).containsExactly("Three");
    assertThat(circle.boris().unread(circle.borises())).isEqualTo(1);
  }

  @Test
  default void aReadIsToldToTheReaderAndTheSenderAlone() {
    Circle circle = Circle.on(store());
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    long alices = circle.alice().head();
    long borises = circle.boris().head();
    long claras = circle.clara().head();
    Instant first = circle.scene().later();
    HeldMessage read = circle.boris().reads(at(circle.boris(), sent));
    assertThat(read.copy().readAt()).contains(first);
    circle.scene().later();
    circle.boris().reads(read.copy().id());
    assertThat(circle.boris().holds(read.copy().id())).contains(read);
    assertThat(circle.boris().unread(circle.borises())).isZero();
    assertThat(circle.clara().unread(circle.claras())).isEqualTo(1);
    assertThat(toldAfter(circle.alice(), alices)).containsExactly(Operation.GROUP_MESSAGE_READ);
    assertThat(toldAfter(circle.boris(), borises)).containsExactly(Operation.GROUP_MESSAGE_READ);
    assertThat(toldAfter(circle.clara(), claras)).isEmpty();
  }

  @Test
  default void aMessageIsReadWhenTheLastRecipientHasReadIt() {
    Circle circle = Circle.on(store());
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    circle.alice().groups().adds(circle.alices(), circle.david().id());
    circle.scene().later();
    circle.boris().reads(at(circle.boris(), sent));
    assertThat(now(circle, sent).readAt()).isEmpty();
    Instant last = circle.scene().later();
    circle.clara().reads(at(circle.clara(), sent));
    assertThat(now(circle, sent).readAt()).as("a newcomer is not waited for").contains(last);
  }

  private static Message now(Circle circle, HeldMessage sent) {
    return circle.alice().holds(sent.copy().id()).orElseThrow().message();
  }

  /// Boris has read, Clara has not; then she lets go of her copy.
  private static void whoLetsGoUnreadHasNotReadIt(Circle circle, Runnable lettingGo) {
    HeldMessage unread = circle.alice().sends(circle.alices(), "Read by nobody");
    HeldMessage sent = circle.alice().sends(circle.alices(), "Read by Boris");
    circle.boris().reads(at(circle.boris(), sent));
    lettingGo.run();
    assertThat(now(circle, sent).holders()).isEqualTo(2);
    assertThat(now(circle, sent).readAt()).isEmpty();
    circle.boris().reads(at(circle.boris(), unread));
    assertThat(now(circle, unread).readAt()).isEmpty();
    assertThat(now(circle, unread).awaiting()).isEqualTo(1);
  }

  @Test
  default void whoClearsUnreadHasNotReadIt() {
    Circle circle = Circle.on(store());
    whoLetsGoUnreadHasNotReadIt(circle, () -> circle.clara().clears(circle.claras()));
  }

  @Test
  default void whoDeletesUnreadHasNotReadIt() {
    Circle circle = Circle.on(store());
    whoLetsGoUnreadHasNotReadIt(
        circle,
        () ->
            circle
                .clara()
                .messages(circle.claras())
                .forEach(held -> circle.clara().deletes(held.copy().id())));
  }

  @Test
  default void whoLeavesUnreadHasNotReadIt() {
    Circle circle = Circle.on(store());
    whoLetsGoUnreadHasNotReadIt(circle, () -> circle.clara().groups().leaves(circle.claras()));
  }

  @Test
  default void whoIsRemovedUnreadHasNotReadIt() {
    Circle circle = Circle.on(store());
    whoLetsGoUnreadHasNotReadIt(
        circle, () -> circle.alice().groups().removes(circle.alices(), circle.claras()));
  }

  @Test
  default void whoLeavesForGoodUnreadHasNotReadIt() {
    Circle circle = Circle.on(store());
    whoLetsGoUnreadHasNotReadIt(circle, circle.clara()::leavesForGood);
  }

  @Test
  default void aMessageThatNobodyHasReadIsNotReadWhenAllRecipientsAreGone() {
    Circle circle = Circle.on(store());
    HeldMessage sent = circle.alice().sends(circle.alices(), "Hello");
    circle.boris().deletes(at(circle.boris(), sent));
    circle.clara().groups().leaves(circle.claras());
    assertThat(now(circle, sent).readAt()).isEmpty();
    assertThat(now(circle, sent).awaiting()).isEqualTo(2);
  }
}
