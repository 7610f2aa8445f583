package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What newcomers to a group find of what was said before: copies like all others, but read,
/// without notifications, and told of in the order in which they were said.
public interface NewcomersContract extends FreshStore {

  private static Circle on(Store store, Welcome welcome) {
    return on(Scene.on(store), welcome);
  }

  private static Circle on(Scene scene, Welcome welcome) {
    Circle circle = Circle.on(scene);
    circle.alice().groups().meets(circle.alices(), Visibility.PUBLIC, welcome);
    return circle;
  }

  private static List<HeldMessage> said(Circle circle, String... texts) {
    List<HeldMessage> said = new ArrayList<>();
    for (String text : texts) {
      circle.scene().later();
      said.add(circle.alice().sends(circle.alices(), text));
    }
    circle.scene().later();
    return said;
  }

  private static List<Operation> operations(List<Entry> entries) {
    return entries.stream().map(entry -> entry.event().operation()).toList();
  }

  @Test
  default void theNewestAreGivenInTheirOrderReadAndWithoutNotifications() {
    Circle circle = on(store(), Welcome.newest(3));
    List<HeldMessage> said = said(circle, "One", "Two", "Three", "Four", "Five");
    Person david = circle.david();
    CopyId own = david.groups().joins(circle.group());
    assertThat(david.texts(own)).containsExactly("Five", "Four", "Three");
    assertThat(david.lastMessage(own).orElseThrow().message().content()).isEqualTo("Five");
    assertThat(david.unread(own)).isZero();
    assertThat(david.notifications()).isEmpty();
    assertThat(david.messages(own))
        .allSatisfy(held -> assertThat(held.copy().readAt()).contains(circle.scene().now()))
        .allSatisfy(held -> assertThat(held.message().holders()).isEqualTo(4));
    List<Entry> log = david.log();
    assertThat(operations(log))
        .containsExactly(
            Operation.MEMBER_ADDED,
            Operation.GROUP_MESSAGE_CREATED,
            Operation.GROUP_MESSAGE_CREATED,
            Operation.GROUP_MESSAGE_CREATED);
    for (int i = 0; i < 3; i++) {
      Entry entry = log.get(i + 1);
      HeldMessage of = said.get(i + 2);
      assertThat(entry.event())
          .isEqualTo(
              new Event.OfMessage(
                  Operation.GROUP_MESSAGE_CREATED,
                  new MessageCopyId(own, of.copy().id().ordinal()),
                  of.message().id(),
                  circle.alice().id()));
      assertThat(entry.at()).as("given now").isEqualTo(circle.scene().now());
    }
  }

  @Test
  default void whoIsAddedIsGivenTheSameAsWhoJoins() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    said(circle, "One", "Two");
    CopyId own = circle.alice().groups().adds(circle.alices(), circle.david().id());
    assertThat(circle.david().texts(own)).containsExactly("Two", "One");
    assertThat(operations(circle.david().log()))
        .containsExactly(
            Operation.MEMBER_ADDED,
            Operation.GROUP_MESSAGE_CREATED,
            Operation.GROUP_MESSAGE_CREATED);
  }

  @Test
  default void whatComesLaterIsNewer() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    said(circle, "Before");
    CopyId own = circle.david().groups().joins(circle.group());
    HeldMessage later = circle.alice().sends(circle.alices(), "After");
    assertThat(circle.david().texts(own)).containsExactly("After", "Before");
    assertThat(circle.david().unread(own)).isEqualTo(1);
    assertThat(circle.david().notifications()).hasSize(1);
    circle.david().reads(circle.david().copyOf(later));
    assertThat(circle.david().unread(own)).isZero();
  }

  @Test
  default void onlyWhatSomebodyStillHoldsIsGiven() {
    Circle circle = on(store(), Welcome.newest(2));
    List<HeldMessage> said = said(circle, "Kept by Clara", "Unsent", "Kept", "Forgotten by all");
    circle.alice().unsends(said.get(1).copy().id());
    circle.alice().deletes(said.get(0).copy().id());
    circle.boris().deletes(circle.boris().copyOf(said.get(0)));
    for (Person each : List.of(circle.alice(), circle.boris(), circle.clara())) {
      each.deletes(each.copyOf(said.get(3)));
    }
    CopyId own = circle.david().groups().joins(circle.group());
    assertThat(circle.david().texts(own)).containsExactly("Kept", "Kept by Clara");
    assertThat(circle.alice().texts(circle.alices())).containsExactly("Kept");
  }

  @Test
  default void whatWasGivenLivesLikeEveryCopy() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    List<HeldMessage> said = said(circle, "Edited", "Unsent", "Deleted", "Cleared");
    Person david = circle.david();
    CopyId own = david.groups().joins(circle.group());
    circle.alice().edits(said.get(0).copy().id(), "Edited since");
    circle.alice().unsends(said.get(1).copy().id());
    david.deletes(david.copyOf(said.get(2)));
    assertThat(david.texts(own)).containsExactly("Cleared", "Edited since");
    assertThat(circle.boris().texts(circle.borises()))
        .containsExactly("Cleared", "Deleted", "Edited since");
    assertThat(operations(david.log()).subList(5, 8))
        .as("without notifications there are none to delete")
        .containsExactly(
            Operation.GROUP_MESSAGE_UPDATED,
            Operation.GROUP_MESSAGE_UNSENT,
            Operation.GROUP_MESSAGE_DELETED);
    david.clears(own);
    assertThat(david.messages(own)).isEmpty();
    assertThat(david.unread(own)).isZero();
    assertThat(circle.alice().messages(circle.alices()))
        .allSatisfy(held -> assertThat(held.message().holders()).isEqualTo(3));
  }

  @Test
  default void theLogTellsTheSameWhenWhatWasGivenIsGone() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    List<HeldMessage> said = said(circle, "One", "Two", "Three");
    Person david = circle.david();
    CopyId own = david.groups().joins(circle.group());
    List<Entry> before = david.log();
    david.deletes(david.copyOf(said.get(0)));
    circle.alice().unsends(said.get(1).copy().id());
    david.groups().leaves(own);
    assertThat(david.log().subList(0, before.size())).isEqualTo(before);
  }

  @Test
  default void readingAndNoticingWhatWasGivenChangesNothing() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    HeldMessage said = said(circle, "Hello").get(0);
    Person david = circle.david();
    david.groups().joins(circle.group());
    Snapshot before = circle.scene().everything();
    circle.scene().later();
    MessageCopyId given = david.copyOf(said);
    assertThat(david.reads(given)).isEqualTo(david.holds(given).orElseThrow());
    assertThat(circle.scene().everything()).isEqualTo(before);
    Refusals.refusedInVain(circle.scene(), Failure.NotFound.class, () -> david.notices(given));
    Refusals.refusedInVain(
        circle.scene(), Failure.Forbidden.class, () -> david.edits(given, "Not mine"));
    Refusals.refusedInVain(circle.scene(), Failure.Forbidden.class, () -> david.unsends(given));
  }

  @Test
  default void nobodyWaitsForANewcomerToRead() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    HeldMessage said = said(circle, "Hello").get(0);
    circle.david().groups().joins(circle.group());
    circle.boris().reads(circle.boris().copyOf(said));
    Instant last = circle.scene().later();
    circle.clara().reads(circle.clara().copyOf(said));
    assertThat(circle.alice().holds(said.copy().id()).orElseThrow().message().readAt())
        .contains(last);
  }

  @Test
  default void whoComesBackGetsTheirOwnBackAsWell() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    Person boris = circle.boris();
    HeldMessage own = boris.sends(circle.borises(), "By Boris");
    HeldMessage other = circle.alice().sends(circle.alices(), "By Alice");
    boris.groups().leaves(circle.borises());
    circle.scene().later();
    CopyId again = boris.groups().joins(circle.group());
    assertThat(boris.texts(again)).containsExactly("By Alice", "By Boris");
    assertThat(boris.unread(again)).isZero();
    MessageCopyId back = boris.copyOf(own);
    Refusals.refusedInVain(circle.scene(), Failure.Forbidden.class, () -> boris.reads(back));
    boris.edits(back, "By Boris, who is back");
    assertThat(circle.clara().texts(circle.claras()))
        .containsExactly("By Alice", "By Boris, who is back");
    boris.unsends(back);
    boris.deletes(boris.copyOf(other));
    assertThat(boris.messages(again)).isEmpty();
    assertThat(boris.unread(again)).isZero();
    circle.alice().sends(circle.alices(), "More");
    assertThat(boris.unread(again)).isEqualTo(1);
  }

  @Test
  default void newcomersCanOpenTheFilesOfWhatTheyAreGiven() {
    Circle circle = on(store(), Welcome.newest(1));
    AttachmentId old = circle.alice().uploads("old.txt", "Too old");
    AttachmentId young = circle.alice().uploads("new.txt", "Young enough");
    circle.alice().sends(circle.alices(), "Old", old);
    circle.alice().sends(circle.alices(), "New", young);
    assertThat(circle.david().opens(young)).isEmpty();
    circle.david().groups().joins(circle.group());
    assertThat(circle.david().opens(young)).contains("Young enough");
    assertThat(circle.david().opens(old)).isEmpty();
  }

  @Test
  default void whatIsGivenIsHandedOverAsItIsInTheLog() {
    Store store = store();
    HandOverContract.Checking bus = new HandOverContract.Checking(store);
    Circle circle = on(Scene.on(store, settings -> settings.bus(bus)), Welcome.EVERYTHING);
    AttachmentId file = circle.alice().uploads("list.txt", "Buy milk");
    circle.alice().sends(circle.alices(), "With a file", file);
    said(circle, "One", "Two");
    Follower follower = new Follower().follow(circle.david(), Optional.empty()).ask(100);
    circle.david().groups().joins(circle.group());
    circle.alice().sends(circle.alices(), "And so on");
    bus.hasHandedOverAllOf(circle.scene().people());
    assertThat(follower.items())
        .containsExactly(
            Follower.opening(0),
            "1 MEMBER_ADDED",
            "2 GROUP_MESSAGE_CREATED",
            "3 GROUP_MESSAGE_CREATED",
            "4 GROUP_MESSAGE_CREATED",
            "5 GROUP_MESSAGE_CREATED",
            "6 NOTIFICATION_CREATED");
  }

  @Test
  default void whatIsOldIsNewInANewcomersLog() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    said(circle, "Long ago", "As long ago");
    circle.scene().clock().advance(Duration.ofDays(40));
    Person david = circle.david();
    CopyId own = david.groups().joins(circle.group());
    circle.scene().buddyChat().forgetting().run();
    assertThat(operations(david.log()))
        .containsExactly(
            Operation.MEMBER_ADDED,
            Operation.GROUP_MESSAGE_CREATED,
            Operation.GROUP_MESSAGE_CREATED);
    circle.scene().clock().advance(Duration.ofDays(40));
    circle.scene().buddyChat().forgetting().run();
    assertThat(david.log()).isEmpty();
    assertThat(david.texts(own)).containsExactly("As long ago", "Long ago");
  }

  @Test
  default void comingWhileOthersSendLosesNothingAndGivesNothingTwice() {
    Circle circle = on(store(), Welcome.EVERYTHING);
    Person david = circle.david();
    for (int round = 0; round < 10; round++) {
      Callable<Boolean> join =
          () -> {
            david.groups().joins(circle.group());
            return true;
          };
      Callable<Boolean> send =
          () -> {
            circle.alice().sends(circle.alices(), "Hello");
            return true;
          };
      Callable<Boolean> reply =
          () -> {
            circle.boris().sends(circle.borises(), "Hello, Alice");
            return true;
          };
      AtOnce.results(List.of(send, join, reply));
      CopyId own = david.groups().copyOf(circle.group()).orElseThrow();
      assertThat(david.messages(own))
          .extracting(held -> held.message().id())
          .containsExactlyElementsOf(
              circle.alice().messages(circle.alices()).stream()
                  .map(held -> held.message().id())
                  .toList());
      assertThat(david.messages(own))
          .allSatisfy(held -> assertThat(held.message().holders()).isEqualTo(4));
      david.groups().leaves(own);
      assertThat(circle.alice().messages(circle.alices()))
          .allSatisfy(held -> assertThat(held.message().holders()).isEqualTo(3));
    }
  }
}
