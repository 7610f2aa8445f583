package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// How a membership ends, and a group: by leaving, by being removed, with the account, for good.
public interface GroupDeparturesContract extends FreshStore {

  @Test
  default void whoLeavesIsServedNothingMore() {
    Circle circle = Circle.on(store());
    HeldMessage hello = circle.alice().sends(circle.alices(), "Hello");
    MessageCopyId read = circle.clara().copyOf(hello);
    HeldMessage own = circle.clara().sends(circle.claras(), "Here I am");
    List<Entry> log = circle.clara().log();
    long borises = circle.boris().head();
    circle.clara().groups().leaves(circle.claras());
    servesNothing(circle, circle.clara(), circle.claras(), read);
    assertThat(circle.clara().log()).startsWith(log.toArray(Entry[]::new));
    assertThat(Circle.eventsAfter(circle.clara(), log.size()))
        .containsExactly(left(circle, circle.claras(), circle.claras(), circle.clara()));
    assertThat(Circle.eventsAfter(circle.boris(), borises))
        .containsExactly(left(circle, circle.borises(), circle.claras(), circle.clara()));
    assertThat(circle.boris().texts(circle.borises())).containsExactly("Here I am", "Hello");
    assertThat(circle.boris().groups().members(circle.group())).hasSize(2);
    MessageCopyId kept = circle.boris().copyOf(own);
    assertThat(circle.boris().reads(kept).copy().readAt())
        .as("what they sent can still be read")
        .isPresent();
    circle.alice().sends(circle.alices(), "Gone?");
    assertThat(circle.clara().head()).isEqualTo(log.size() + 1L);
  }

  private static Event left(Circle circle, CopyId toOwner, CopyId member, Person who) {
    return circle.ofMember(Operation.MEMBER_LEFT, toOwner, member, who, who);
  }

  private static void servesNothing(
      Circle circle, Person person, CopyId copy, MessageCopyId message) {
    var mailboxes = circle.scene().buddyChat().mailboxes();
    assertThat(person.conversations()).isEmpty();
    assertThat(person.notifications()).isEmpty();
    assertThat(person.holds(message)).isEmpty();
    assertThat(person.groups().members(circle.group())).isEmpty();
    assertThat(mailboxes.conversations(person.id(), List.of(copy))).isEmpty();
    assertThat(mailboxes.groups(person.id(), List.of(circle.group()))).isEmpty();
    assertThat(mailboxes.members(person.id(), List.of(copy, circle.alices()))).isEmpty();
    assertThat(mailboxes.lastMessages(person.id(), List.of(copy))).isEmpty();
    assertThat(mailboxes.messages(person.id(), List.of(copy), PageRequest.first(9)).values())
        .allMatch(page -> page.items().isEmpty());
    for (ThrowingCallable attempt :
        List.<ThrowingCallable>of(
            () -> person.sends(copy, "Am I still here?"),
            () -> person.clears(copy),
            () -> person.archives(copy, true),
            () -> person.reads(message),
            () -> person.notices(message),
            () -> person.deletes(message),
            () -> person.groups().leaves(copy),
            () -> person.groups().adds(copy, circle.david().id()))) {
      Refusals.refusedInVain(circle.scene(), Failure.NotFound.class, attempt);
    }
  }

  @Test
  default void whoIsRemovedIsServedNothingMore() {
    Circle circle = Circle.on(store());
    MessageCopyId message = circle.clara().copyOf(circle.alice().sends(circle.alices(), "Hello"));
    List<Entry> log = circle.clara().log();
    circle.alice().groups().removes(circle.alices(), circle.claras());
    assertThat(circle.clara().log()).startsWith(log.toArray(Entry[]::new));
    assertThat(Circle.eventsAfter(circle.clara(), log.size()))
        .containsExactly(
            circle.ofMember(
                Operation.MEMBER_REMOVED,
                circle.claras(),
                circle.claras(),
                circle.clara(),
                circle.alice()));
    servesNothing(circle, circle.clara(), circle.claras(), message);
  }

  @Test
  default void whoComesBackBeginsAnew() {
    Circle circle = Circle.on(store());
    circle.alice().sends(circle.alices(), "Hello");
    HeldMessage own = circle.clara().sends(circle.claras(), "Here I am");
    circle.clara().groups().leaves(circle.claras());
    circle.scene().later();
    CopyId anew = circle.alice().groups().adds(circle.alices(), circle.clara().id());
    assertThat(anew).isNotEqualTo(circle.claras());
    assertThat(circle.clara().messages(anew)).isEmpty();
    assertThat(circle.clara().notifications()).isEmpty();
    assertThat(circle.clara().unread(anew)).isZero();
    for (CopyId copy : List.of(circle.claras(), anew)) {
      MessageCopyId old = new MessageCopyId(copy, own.message().ordinal());
      Refusals.refusedInVain(
          circle.scene(), Failure.NotFound.class, () -> circle.clara().unsends(old));
    }
    circle.boris().reads(circle.boris().copyOf(own));
    HeldMessage next = circle.alice().sends(circle.alices(), "Welcome back");
    assertThat(next.message().holders()).isEqualTo(3);
    assertThat(circle.clara().texts(anew)).containsExactly("Welcome back");
    assertThat(circle.clara().unread(anew)).isEqualTo(1);
  }

  @Test
  default void theMemberOfLongestStandingFollowsTheLastAdmin() {
    Circle circle = Circle.on(store());
    circle.scene().later();
    CopyId davids = circle.alice().groups().adds(circle.alices(), circle.david().id());
    circle.boris().groups().leaves(circle.borises());
    circle.scene().later();
    circle.alice().groups().adds(circle.alices(), circle.boris().id());
    long head = circle.david().head();
    circle.alice().groups().leaves(circle.alices());
    assertThat(circle.david().groups().admins(circle.group())).containsExactly(circle.clara().id());
    assertThat(Circle.eventsAfter(circle.david(), head))
        .containsExactly(
            left(circle, davids, circle.alices(), circle.alice()),
            circle.ofMember(
                Operation.MEMBER_ROLE_CHANGED,
                davids,
                circle.claras(),
                circle.clara(),
                circle.alice()));
    circle.clara().groups().renames(circle.claras(), "Best friends");
  }

  @Test
  default void whileThereIsAnotherAdminNobodyFollows() {
    Circle circle = Circle.on(store());
    circle.alice().groups().setsAdmin(circle.alices(), circle.claras(), true);
    circle.alice().groups().leaves(circle.alices());
    assertThat(circle.boris().groups().admins(circle.group())).containsExactly(circle.clara().id());
  }

  @Test
  default void theLastAdminsAccountEnds() {
    Circle circle = Circle.on(store());
    circle.alice().sends(circle.alices(), "Hello");
    long head = circle.clara().head();
    circle.alice().leavesForGood();
    assertThat(circle.clara().groups().admins(circle.group())).containsExactly(circle.boris().id());
    assertThat(circle.clara().groups().members(circle.group())).hasSize(2);
    assertThat(circle.clara().texts(circle.claras())).containsExactly("Hello");
    assertThat(circle.clara().sees(circle.claras()).conversation().owners()).isEqualTo(2);
    assertThat(circle.clara().logAfter(head))
        .extracting(entry -> entry.event().operation())
        .containsExactly(
            Operation.MEMBER_LEFT, Operation.MEMBER_ROLE_CHANGED, Operation.USER_UPDATED);
    assertThat(circle.boris().sends(circle.borises(), "Hi").message().holders()).isEqualTo(2);
  }

  @Test
  default void theLastMembersLeavingEndsTheGroup() {
    Circle circle = Circle.on(store());
    MessageCopyId message =
        circle.alice().sends(circle.alices(), "Hello", "an id").message().orElseThrow().copy().id();
    circle.clara().groups().leaves(circle.claras());
    circle.boris().groups().leaves(circle.borises());
    long head = circle.alice().head();
    circle.alice().groups().leaves(circle.alices());
    assertThat(Circle.eventsAfter(circle.alice(), head))
        .containsExactly(left(circle, circle.alices(), circle.alices(), circle.alice()));
    servesNothing(circle, circle.alice(), circle.alices(), message);
    CopyId alone = circle.alice().groups().creates("Alone", List.of());
    circle.alice().sends(alone, "Nobody is here");
    circle.alice().leavesForGood();
    assertThat(circle.alice().conversations()).isEmpty();
  }

  @Test
  default void whileTheCreatorIsAMemberOnlyTheyRemoveTheGroup() {
    Circle circle = Circle.on(store());
    MessageCopyId message = circle.clara().copyOf(circle.alice().sends(circle.alices(), "Hello"));
    circle.alice().groups().setsAdmin(circle.alices(), circle.borises(), true);
    Refusals.refusedInVain(
        circle.scene(),
        Failure.Forbidden.class,
        () -> circle.boris().groups().removesForGood(circle.borises()));
    circle.alice().groups().setsAdmin(circle.alices(), circle.alices(), false);
    List<Entry> log = circle.clara().log();
    circle.alice().groups().removesForGood(circle.alices());
    assertThat(circle.clara().log()).startsWith(log.toArray(Entry[]::new));
    assertThat(Circle.eventsAfter(circle.clara(), log.size()))
        .containsExactly(
            circle.ofCopy(Operation.GROUP_PERMANENTLY_REMOVED, circle.claras(), circle.alice()));
    servesNothing(circle, circle.clara(), circle.claras(), message);
    assertThat(circle.alice().conversations()).isEmpty();
    assertThat(circle.boris().notifications()).isEmpty();
  }

  @Test
  default void onceTheCreatorHasLeftAnyAdminRemovesTheGroup() {
    Circle circle = Circle.on(store());
    circle.alice().groups().leaves(circle.alices());
    Refusals.refusedInVain(
        circle.scene(),
        Failure.Forbidden.class,
        () -> circle.clara().groups().removesForGood(circle.claras()));
    circle.boris().groups().removesForGood(circle.borises());
    assertThat(circle.clara().conversations()).isEmpty();
  }
}
