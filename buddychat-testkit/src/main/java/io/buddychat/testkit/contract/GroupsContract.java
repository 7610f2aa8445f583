package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.GroupActs;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Groups: who belongs to them, who may change that, and what everybody is told of it.
public interface GroupsContract extends FreshStore {

  private static Copy fresh(Circle circle, CopyId id, Person owner, boolean admin, long base) {
    return new Copy(
        id,
        circle.group(),
        owner.id(),
        Optional.empty(),
        false,
        circle.scene().now(),
        admin,
        base,
        0,
        0);
  }

  @Test
  default void whoMakesAGroupIsItsAdminAndEachMemberHasACopy() {
    Circle circle = Circle.on(store());
    Conversation group =
        new Conversation(
            circle.group(),
            Conversation.Kind.GROUP,
            0,
            circle.scene().now(),
            circle.scene().now(),
            3,
            Optional.of(new Card("Friends", "", "", circle.alice().id(), circle.scene().now())));
    List<Copy> copies =
        List.of(
            fresh(circle, circle.alices(), circle.alice(), true, 0),
            fresh(circle, circle.borises(), circle.boris(), false, 0),
            fresh(circle, circle.claras(), circle.clara(), false, 0));
    for (Person member : List.of(circle.alice(), circle.boris(), circle.clara())) {
      assertThat(member.conversations()).hasSize(1);
      assertThat(member.conversations().get(0).conversation()).isEqualTo(group);
      assertThat(member.groups().members(circle.group())).containsExactlyElementsOf(copies);
    }
    assertThat(circle.david().conversations()).isEmpty();
    assertThat(circle.david().groups().members(circle.group())).isEmpty();
    assertThat(Circle.eventsAfter(circle.alice(), 0))
        .containsExactly(circle.ofCopy(Operation.GROUP_CREATED, circle.alices(), circle.alice()));
    assertThat(Circle.eventsAfter(circle.boris(), 0))
        .containsExactly(
            circle.ofCopy(Operation.GROUP_CREATED, circle.borises(), circle.alice()),
            circle.ofMember(
                Operation.MEMBER_ADDED,
                circle.borises(),
                circle.borises(),
                circle.boris(),
                circle.alice()));
    assertThat(circle.david().log()).isEmpty();
  }

  @Test
  default void aGroupIsMadeWithOthersWhoExistEachOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    UserId boris = scene.boris().id();
    UserId gone = scene.clara().id();
    scene.clara().leavesForGood();
    for (UserId nobody : List.of(new UserId(999_999), new UserId(0), new UserId(-1), gone)) {
      Refusals.refusedInVain(
          scene,
          Failure.NotFound.class,
          () -> alice.groups().creates("Friends", List.of(boris, nobody)));
    }
    for (List<UserId> wrong : List.of(List.of(boris, boris), List.of(boris, alice.id()))) {
      assertThat(
              Refusals.refusedInVain(
                      scene,
                      Failure.InvalidInput.class,
                      () -> alice.groups().creates("Friends", wrong))
                  .field())
          .isEqualTo("memberIds");
    }
    CopyId alone = alice.groups().creates("Alone", List.of());
    assertThat(alice.sees(alone).conversation().owners()).isEqualTo(1);
  }

  @Test
  default void aNewcomersCopyStartsEmpty() {
    Circle circle = Circle.on(store());
    circle.alice().sends(circle.alices(), "Before");
    circle.scene().later();
    long alicesHead = circle.alice().head();
    long borisesHead = circle.boris().head();
    CopyId davids = circle.alice().groups().adds(circle.alices(), circle.david().id());
    assertThat(circle.david().sees(davids).copy())
        .isEqualTo(fresh(circle, davids, circle.david(), false, 1));
    assertThat(circle.david().messages(davids)).isEmpty();
    assertThat(circle.david().lastMessage(davids)).isEmpty();
    assertThat(circle.david().unread(davids)).isZero();
    assertThat(circle.david().notifications()).isEmpty();
    assertThat(circle.alice().sees(circle.alices()).conversation().owners()).isEqualTo(4);
    assertThat(circle.boris().groups().members(circle.group()))
        .extracting(Copy::id)
        .containsExactly(circle.alices(), circle.borises(), circle.claras(), davids);
    assertThat(Circle.eventsAfter(circle.alice(), alicesHead))
        .containsExactly(added(circle, circle.alices(), davids));
    assertThat(Circle.eventsAfter(circle.boris(), borisesHead))
        .containsExactly(added(circle, circle.borises(), davids));
    assertThat(Circle.eventsAfter(circle.david(), 0))
        .contains(added(circle, davids, davids))
        .hasSizeLessThanOrEqualTo(2);
  }

  private static Event added(Circle circle, CopyId toOwner, CopyId davids) {
    return circle.ofMember(Operation.MEMBER_ADDED, toOwner, davids, circle.david(), circle.alice());
  }

  @Test
  default void onlyAdminsChangeAGroupAndItsMembers() {
    Circle circle = Circle.on(store());
    GroupActs boris = circle.boris().groups();
    CopyId own = circle.borises();
    refused(circle, Failure.Forbidden.class, () -> boris.adds(own, circle.david().id()));
    refused(circle, Failure.Forbidden.class, () -> boris.adds(own, new UserId(999_999)));
    refused(circle, Failure.Forbidden.class, () -> boris.setsAdmin(own, own, true));
    refused(circle, Failure.Forbidden.class, () -> boris.setsAdmin(own, circle.alices(), false));
    refused(circle, Failure.Forbidden.class, () -> boris.renames(own, "Foes"));
    refused(circle, Failure.Forbidden.class, () -> boris.removes(own, circle.claras()));
    refused(circle, Failure.Forbidden.class, () -> boris.removesForGood(own));
    GroupActs david = circle.david().groups();
    for (CopyId copy : List.of(circle.alices(), circle.borises(), new CopyId(999_999))) {
      refused(circle, Failure.NotFound.class, () -> david.adds(copy, circle.david().id()));
      refused(circle, Failure.NotFound.class, () -> david.setsAdmin(copy, copy, true));
      refused(circle, Failure.NotFound.class, () -> david.renames(copy, "Foes"));
      refused(circle, Failure.NotFound.class, () -> david.removes(copy, circle.claras()));
      refused(circle, Failure.NotFound.class, () -> david.removesForGood(copy));
      refused(circle, Failure.NotFound.class, () -> david.leaves(copy));
    }
    refused(circle, Failure.NotFound.class, () -> boris.leaves(circle.alices()));
    refused(circle, Failure.NotFound.class, () -> boris.removesForGood(circle.alices()));
  }

  private static void refused(
      Circle circle, Class<? extends Failure> kind, ThrowingCallable action) {
    Refusals.refusedInVain(circle.scene(), kind, action);
  }

  @Test
  default void membersOfAnotherGroupAndPeopleWhoAreNotThereAreNotFound() {
    Circle circle = Circle.on(store());
    GroupActs alice = circle.alice().groups();
    CopyId other = alice.creates("Others", List.of(circle.david().id()));
    CopyId davids =
        circle
            .david()
            .groups()
            .copyOf(circle.alice().sees(other).conversation().id())
            .orElseThrow();
    CopyId own = circle.alices();
    for (CopyId wrong : List.of(davids, other, new CopyId(999_999), new CopyId(-1))) {
      refused(circle, Failure.NotFound.class, () -> alice.setsAdmin(own, wrong, true));
      refused(circle, Failure.NotFound.class, () -> alice.removes(own, wrong));
    }
    circle.david().leavesForGood();
    for (UserId nobody : List.of(new UserId(999_999), new UserId(-1), circle.david().id())) {
      refused(circle, Failure.NotFound.class, () -> alice.adds(own, nobody));
    }
    for (Person member : List.of(circle.alice(), circle.boris())) {
      refused(circle, Failure.Conflict.class, () -> alice.adds(own, member.id()));
    }
    CopyId chat = circle.alice().chatWith(circle.boris());
    refused(circle, Failure.NotFound.class, () -> alice.leaves(chat));
    refused(circle, Failure.NotFound.class, () -> alice.adds(chat, circle.clara().id()));
  }

  @Test
  default void adminsComeAndGoButTheLastStays() {
    Circle circle = Circle.on(store());
    GroupActs alice = circle.alice().groups();
    refused(
        circle,
        Failure.Conflict.class,
        () -> alice.setsAdmin(circle.alices(), circle.alices(), false));
    long head = circle.clara().head();
    assertThat(alice.setsAdmin(circle.alices(), circle.borises(), true).copy().admin()).isTrue();
    assertThat(Circle.eventsAfter(circle.clara(), head))
        .containsExactly(
            circle.ofMember(
                Operation.MEMBER_ROLE_CHANGED,
                circle.claras(),
                circle.borises(),
                circle.boris(),
                circle.alice()));
    assertThat(alice.admins(circle.group()))
        .containsExactly(circle.alice().id(), circle.boris().id());
    Snapshot before = circle.scene().everything();
    alice.setsAdmin(circle.alices(), circle.borises(), true);
    assertThat(circle.scene().everything()).as("once more changes nothing").isEqualTo(before);
    circle.boris().groups().setsAdmin(circle.borises(), circle.alices(), false);
    assertThat(alice.admins(circle.group())).containsExactly(circle.boris().id());
    refused(
        circle,
        Failure.Conflict.class,
        () -> circle.boris().groups().setsAdmin(circle.borises(), circle.borises(), false));
    refused(circle, Failure.Forbidden.class, () -> alice.renames(circle.alices(), "Foes"));
  }

  @Test
  default void everybodyIsToldOfANewTitle() {
    Circle circle = Circle.on(store());
    long head = circle.clara().head();
    assertThat(circle.alice().groups().renames(circle.alices(), "Best friends").conversation())
        .isEqualTo(circle.clara().sees(circle.claras()).conversation());
    assertThat(Circle.eventsAfter(circle.clara(), head))
        .containsExactly(circle.ofCopy(Operation.GROUP_UPDATED, circle.claras(), circle.alice()));
    Snapshot before = circle.scene().everything();
    circle.scene().later();
    circle.alice().groups().renames(circle.alices(), "Best friends");
    assertThat(circle.scene().everything()).isEqualTo(before);
  }

  @Test
  default void whoIsRemovedIsToldAndTheCreatorNeverIs() {
    Circle circle = Circle.on(store());
    GroupActs alice = circle.alice().groups();
    alice.setsAdmin(circle.alices(), circle.borises(), true);
    refused(
        circle,
        Failure.Forbidden.class,
        () -> circle.boris().groups().removes(circle.borises(), circle.alices()));
    long borises = circle.boris().head();
    long claras = circle.clara().head();
    circle.boris().groups().removes(circle.borises(), circle.claras());
    assertThat(Circle.eventsAfter(circle.boris(), borises))
        .containsExactly(left(circle, Operation.MEMBER_REMOVED, circle.borises()));
    assertThat(Circle.eventsAfter(circle.clara(), claras))
        .containsExactly(left(circle, Operation.MEMBER_REMOVED, circle.claras()));
    assertThat(circle.alice().sees(circle.alices()).conversation().owners()).isEqualTo(2);
    circle.boris().groups().removes(circle.borises(), circle.borises());
    assertThat(circle.boris().conversations()).as("removing oneself is leaving").isEmpty();
  }

  private static Event left(Circle circle, Operation operation, CopyId toOwner) {
    return circle.ofMember(operation, toOwner, circle.claras(), circle.clara(), circle.boris());
  }
}
