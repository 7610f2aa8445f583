package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.Notes.aliceWithNotes;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Checkpoints;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.inbox.Subject;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Following only some of a log: nothing else comes, nothing of it is missed, and the follower is
/// told how far the log has been read.
public interface FilteringContract extends FreshStore {

  private static InboxFilter operations(Operation... operations) {
    return InboxFilter.ALL.only(Set.of(operations));
  }

  /// A scene in which nobody is told that time has passed.
  private Scene scene(int every) {
    return Scene.on(
        store(), settings -> settings.checkpoints(new Checkpoints(every, Duration.ofDays(1))));
  }

  @Test
  default void onlyTheseOperationsCome() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId mine = alice.chatWith(boris);
    CopyId theirs = boris.chatWith(alice);
    Follower follower =
        new Follower()
            .follow(alice, Optional.of(0L), operations(Operation.NOTIFICATION_CREATED))
            .ask(Long.MAX_VALUE);
    boris.sends(theirs, "One");
    alice.sends(mine, "Two");
    boris.sends(theirs, "Three");
    assertThat(follower.items())
        .containsExactly("from 0", "3 NOTIFICATION_CREATED", "6 NOTIFICATION_CREATED");
    assertThat(
            new Follower().follow(alice, Optional.of(0L), operations()).ask(Long.MAX_VALUE).items())
        .containsExactly("from 0");
  }

  @Test
  default void onlyThisConversationComesOfTwo() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    CopyId mine = alice.chatWith(scene.boris());
    CopyId group = alice.groups().creates("Tea", List.of(scene.boris().id()));
    alice.sends(notes, "Note");
    alice.sends(mine, "Hello");
    alice.inGroups().sends(group, "Hello, all");
    scene.boris().sends(scene.boris().chatWith(alice), "Hello back");
    assertThat(replayed(alice, InboxFilter.ALL.in(mine)))
        .containsExactly(
            "from 0",
            "2 CHAT_CREATED",
            "5 CHAT_MESSAGE_CREATED",
            "7 CHAT_MESSAGE_CREATED",
            "8 NOTIFICATION_CREATED");
    assertThat(replayed(alice, InboxFilter.ALL.in(notes)))
        .containsExactly("from 0", "1 CHAT_CREATED", "4 CHAT_MESSAGE_CREATED");
    assertThat(replayed(alice, InboxFilter.ALL.in(group)))
        .containsExactly("from 0", "3 GROUP_CREATED", "6 GROUP_MESSAGE_CREATED");
  }

  @Test
  default void onlyWhatThisPersonDidComes() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId mine = alice.chatWith(boris);
    alice.sends(mine, "Hello");
    boris.reads(boris.copyOf(boris.messages(boris.chatWith(alice)).get(0)));
    boris.leavesForGood();
    assertThat(replayed(alice, InboxFilter.ALL.by(boris.id())))
        .containsExactly("from 0", "3 CHAT_MESSAGE_READ", "4 USER_UPDATED");
    assertThat(replayed(alice, InboxFilter.ALL.by(alice.id())))
        .containsExactly("from 0", "1 CHAT_CREATED", "2 CHAT_MESSAGE_CREATED");
    assertThat(replayed(alice, InboxFilter.ALL.by(new UserId(Long.MAX_VALUE))))
        .containsExactly("from 0");
  }

  @Test
  default void onlyWhatHappenedToThisThingComes() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId mine = alice.chatWith(boris);
    HeldMessage first = alice.sends(mine, "First");
    HeldMessage second = boris.sends(boris.chatWith(alice), "Second");
    boris.edits(second.copy().id(), "Second thoughts");
    MessageCopyId copy = alice.copyOf(second);
    alice.notices(copy);
    alice.reads(copy);
    alice.deletes(copy);
    alice.archives(mine, true);
    boris.leavesForGood();
    assertThat(replayed(alice, InboxFilter.ALL.about(new Subject.OfMessage(first.copy().id()))))
        .containsExactly("from 0", "2 CHAT_MESSAGE_CREATED");
    assertThat(replayed(alice, InboxFilter.ALL.about(new Subject.OfMessage(copy))))
        .containsExactly(
            "from 0",
            "3 CHAT_MESSAGE_CREATED",
            "5 CHAT_MESSAGE_UPDATED",
            "7 CHAT_MESSAGE_READ",
            "8 CHAT_MESSAGE_DELETED");
    assertThat(replayed(alice, InboxFilter.ALL.about(new Subject.OfNotification(copy))))
        .containsExactly(
            "from 0", "4 NOTIFICATION_CREATED", "6 NOTIFICATION_READ", "9 NOTIFICATION_DELETED");
    assertThat(replayed(alice, InboxFilter.ALL.about(new Subject.OfCopy(mine))))
        .containsExactly("from 0", "1 CHAT_CREATED", "10 CHAT_UPDATED");
    assertThat(replayed(alice, InboxFilter.ALL.about(new Subject.OfUser(boris.id()))))
        .containsExactly("from 0", "11 USER_UPDATED");
    assertThat(replayed(alice, InboxFilter.ALL.about(new Subject.OfUser(alice.id()))))
        .containsExactly("from 0");
  }

  /// A copy of a group begins and ends with its owner's membership.
  @Test
  default void whatHappensToOnesOwnMembershipHappensToOnesCopy() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId group = alice.groups().creates("Tea", List.of());
    CopyId his = alice.groups().adds(group, boris.id());
    CopyId claras = alice.groups().adds(group, scene.clara().id());
    alice.groups().setsAdmin(group, claras, true);
    alice.groups().setsAdmin(group, his, true);
    alice.groups().renames(group, "Cake");
    scene.clara().groups().leaves(claras);
    alice.groups().removes(group, his);
    assertThat(replayed(boris, InboxFilter.ALL.about(new Subject.OfCopy(his))))
        .containsExactly(
            "from 0",
            "1 MEMBER_ADDED",
            "4 MEMBER_ROLE_CHANGED",
            "5 GROUP_UPDATED",
            "7 MEMBER_REMOVED");
    assertThat(replayed(boris, InboxFilter.ALL.about(new Subject.OfMember(claras))))
        .containsExactly("from 0", "2 MEMBER_ADDED", "3 MEMBER_ROLE_CHANGED", "6 MEMBER_LEFT");
    assertThat(replayed(boris, InboxFilter.ALL.about(new Subject.OfCopy(claras))))
        .as("nothing of another's copy")
        .containsExactly("from 0");
  }

  @Test
  default void whatMyOwnSessionDidIsLeftOutAndWhatMyOtherDeviceDidIsNot() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    CopyId notes = alice.chatWith(alice);
    alice.sends(notes, "Here");
    elsewhere.sends(notes, "There");
    assertThat(replayed(alice, InboxFilter.ALL.without(alice.session())))
        .containsExactly("from 0", "3 CHAT_MESSAGE_CREATED");
    assertThat(replayed(alice, InboxFilter.ALL.without(elsewhere.session())))
        .containsExactly("from 0", "1 CHAT_CREATED", "2 CHAT_MESSAGE_CREATED");
  }

  @Test
  default void allThatIsGivenMustBeSatisfied() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId mine = alice.chatWith(boris);
    alice.sends(mine, "Hello");
    boris.sends(boris.chatWith(alice), "Hello back");
    alice.sends(alice.chatWith(alice), "Note");
    InboxFilter filter =
        operations(Operation.CHAT_MESSAGE_CREATED).in(mine).by(boris.id()).without(alice.session());
    assertThat(replayed(alice, filter)).containsExactly("from 0", "3 CHAT_MESSAGE_CREATED");
  }

  private static List<String> replayed(Person person, InboxFilter filter) {
    return new Follower().follow(person, Optional.of(0L), filter).ask(Long.MAX_VALUE).items();
  }

  @Test
  default void whatIsPassedOverCountsForNothing() {
    Scene scene = scene(1000);
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId theirs = boris.chatWith(alice);
    for (int i = 0; i < 100; i++) {
      boris.sends(theirs, "Hello " + i);
    }
    Follower follower =
        new Follower()
            .follow(alice, Optional.of(0L), operations(Operation.NOTIFICATION_CREATED))
            .ask(2);
    assertThat(follower.newItems()).containsExactly("from 0", "3 NOTIFICATION_CREATED");
    follower.ask(2);
    assertThat(follower.newItems())
        .containsExactly("5 NOTIFICATION_CREATED", "7 NOTIFICATION_CREATED");
    follower.ask(1000);
    assertThat(follower.newItems()).hasSize(97).endsWith("201 NOTIFICATION_CREATED");
  }

  @Test
  default void aFilteredFollowerIsToldHowFarTheLogWasRead() {
    Scene scene = scene(5);
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    Follower follower =
        new Follower()
            .follow(alice, Optional.of(0L), operations(Operation.CHAT_MESSAGE_DELETED))
            .ask(Long.MAX_VALUE);
    for (int i = 0; i < 3; i++) {
      alice.sends(notes, "Note " + i);
    }
    assertThat(follower.newItems()).containsExactly("from 0");
    alice.sends(notes, "The fifth entry");
    assertThat(follower.newItems()).containsExactly("checkpoint 5");
    alice.deletes(alice.sends(notes, "An event covers what was passed over before").copy().id());
    assertThat(follower.newItems()).containsExactly("7 CHAT_MESSAGE_DELETED");
    for (int i = 0; i < 5; i++) {
      alice.sends(notes, "Another note " + i);
    }
    assertThat(follower.newItems()).containsExactly("checkpoint 12");
  }

  @Test
  default void aCheckpointIsAGoodCursor() {
    Scene scene = scene(5);
    Person alice = aliceWithNotes(scene, 9);
    InboxFilter filter = operations(Operation.CHAT_MESSAGE_DELETED);
    Follower follower = new Follower().follow(alice, Optional.of(0L), filter).ask(2);
    assertThat(follower.items()).containsExactly("from 0", "checkpoint 10");
    follower.cancel();
    alice.deletes(alice.sends(alice.chatWith(alice), "Gone soon").copy().id());
    assertThat(new Follower().follow(alice, Optional.of(10L), filter).ask(9).items())
        .containsExactly("from 10", "12 CHAT_MESSAGE_DELETED");
  }

  @Test
  default void aCheckpointWaitsUntilItIsAskedFor() {
    Scene scene = scene(5);
    Person alice = aliceWithNotes(scene, 9);
    Follower follower =
        new Follower()
            .follow(alice, Optional.of(0L), operations(Operation.CHAT_MESSAGE_DELETED))
            .ask(1);
    assertThat(follower.newItems()).containsExactly("from 0");
    follower.ask(1);
    assertThat(follower.newItems()).containsExactly("checkpoint 10");
    alice.sends(alice.chatWith(alice), "More");
    assertThat(follower.newItems()).isEmpty();
  }

  @Test
  default void whoWantsEverythingAndWhoWantsNoCheckpointsGetNone() {
    Scene scene = scene(1);
    Person alice = aliceWithNotes(scene, 2);
    assertThat(replayed(alice, InboxFilter.ALL)).hasSize(4).noneMatch(FilteringContract::isCheck);
    assertThat(
            new Follower()
                .follow(
                    alice, Optional.of(0L), operations(Operation.CHAT_CREATED), Follower.RENDERING)
                .ask(Long.MAX_VALUE)
                .items())
        .containsExactly("from 0", "1 CHAT_CREATED");
  }

  private static boolean isCheck(String item) {
    return item.startsWith("checkpoint");
  }

  @Test
  default void afterAWhileACheckpointComesByItself() throws InterruptedException {
    Scene scene =
        Scene.on(
            store(),
            settings -> settings.checkpoints(new Checkpoints(1000, Duration.ofMillis(20))));
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int round = 0; round < 3; round++) {
      long head = alice.head();
      CountDownLatch told = new CountDownLatch(1);
      Follower follower =
          new Follower()
              .reacting(
                  item -> {
                    if (item.equals("checkpoint " + (head + 2))) {
                      told.countDown();
                    }
                  })
              .follow(alice, Optional.of(head), operations(Operation.CHAT_MESSAGE_DELETED))
              .ask(Long.MAX_VALUE);
      alice.sends(notes, "Passed over");
      alice.sends(notes, "Passed over too");
      assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      follower.cancel();
      assertThat(follower.errors()).isEmpty();
    }
  }
}
