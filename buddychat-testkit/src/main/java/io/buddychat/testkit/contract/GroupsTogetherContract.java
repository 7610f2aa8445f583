package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Groups when several act at the same moment, and when there are many members.
public interface GroupsTogetherContract extends FreshStore {

  /// How often each race is run.
  int ROUNDS = 10;

  private static Callable<Boolean> doing(Runnable action) {
    return () -> {
      action.run();
      return true;
    };
  }

  @Test
  default void twoAdminsWhoDemoteEachOtherLeaveOne() {
    Circle circle = Circle.on(store());
    for (int round = 0; round < ROUNDS; round++) {
      List<UserId> admins = circle.clara().groups().admins(circle.group());
      Person first = admins.contains(circle.alice().id()) ? circle.alice() : circle.boris();
      CopyId own = first.groups().copyOf(circle.group()).orElseThrow();
      for (CopyId each : List.of(circle.alices(), circle.borises())) {
        first.groups().setsAdmin(own, each, true);
      }
      List<AtOnce.Outcome<Boolean>> outcomes =
          AtOnce.outcomes(
              List.of(
                  doing(
                      () ->
                          circle
                              .alice()
                              .groups()
                              .setsAdmin(circle.alices(), circle.borises(), false)),
                  doing(
                      () ->
                          circle
                              .boris()
                              .groups()
                              .setsAdmin(circle.borises(), circle.alices(), false))));
      assertThat(outcomes).filteredOn(outcome -> outcome.thrown().isPresent()).hasSize(1);
      outcomes.forEach(outcome -> outcome.thrown().ifPresent(GroupsTogetherContract::aRefusal));
      assertThat(circle.clara().groups().admins(circle.group())).hasSize(1);
    }
  }

  private static void aRefusal(Throwable thrown) {
    assertThat(thrown).isInstanceOf(BuddyChatException.class);
    assertThat(((BuddyChatException) thrown).failure())
        .isInstanceOfAny(Failure.Forbidden.class, Failure.Conflict.class, Failure.NotFound.class);
  }

  @Test
  default void comingGoingAndSendingAtOnceLeaveOneState() {
    Circle circle = Circle.on(store());
    for (int round = 0; round < ROUNDS; round++) {
      CopyId borises = circle.boris().groups().copyOf(circle.group()).orElseThrow();
      AtOnce.results(
          List.of(
              doing(() -> circle.boris().groups().leaves(borises)),
              doing(() -> circle.alice().groups().adds(circle.alices(), circle.david().id())),
              doing(() -> circle.clara().sends(circle.claras(), "Hello"))));
      consistent(circle, 3);
      circle.alice().groups().adds(circle.alices(), circle.boris().id());
      CopyId davids = circle.david().groups().copyOf(circle.group()).orElseThrow();
      circle.alice().groups().removes(circle.alices(), davids);
      consistent(circle, 3);
    }
  }

  private static void consistent(Circle circle, int size) {
    List<Copy> members = circle.alice().groups().members(circle.group());
    assertThat(members).hasSize(size);
    assertThat(members).filteredOn(Copy::admin).hasSize(1);
    assertThat(circle.alice().sees(circle.alices()).conversation().owners()).isEqualTo(size);
    for (HeldMessage message : circle.alice().messages(circle.alices())) {
      long holders = 0;
      long awaiting = 0;
      for (Person person : circle.scene().people()) {
        for (HeldMessage held : heldBy(person)) {
          if (held.message().id().equals(message.message().id())) {
            holders++;
            awaiting += held.copy().received() && held.copy().readAt().isEmpty() ? 1 : 0;
          }
        }
      }
      assertThat(message.message().holders()).isEqualTo(holders);
      assertThat(message.message().awaiting()).isGreaterThanOrEqualTo(awaiting);
    }
    for (Person person : circle.scene().people()) {
      assertThat(person.log())
          .extracting(Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, person.head()).boxed().toList());
    }
  }

  private static List<HeldMessage> heldBy(Person person) {
    return person.conversations().stream()
        .flatMap(held -> person.messages(held.copy().id()).stream())
        .toList();
  }

  @Test
  default void whoLeaveAllAtOnceLeaveNothing() {
    Scene scene = Scene.on(store());
    for (int round = 0; round < ROUNDS; round++) {
      Circle circle = Circle.on(scene);
      AtOnce.results(
          List.of(
              doing(() -> circle.alice().groups().leaves(circle.alices())),
              doing(() -> circle.boris().groups().leaves(circle.borises())),
              doing(() -> circle.clara().groups().leaves(circle.claras()))));
      for (Person person : scene.people()) {
        assertThat(person.conversations()).isEmpty();
      }
    }
  }

  @Test
  default void theLastOneLeavesWhileAddingSomebody() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice().inGroups();
    Person boris = scene.boris().inGroups();
    for (int round = 0; round < ROUNDS; round++) {
      CopyId group = alice.groups().creates("Alone", List.of());
      List<AtOnce.Outcome<Boolean>> outcomes =
          AtOnce.outcomes(
              List.of(
                  doing(() -> alice.groups().leaves(group)),
                  doing(() -> alice.groups().adds(group, boris.id()))));
      assertThat(outcomes.get(0).thrown()).isEmpty();
      outcomes.get(1).thrown().ifPresent(GroupsTogetherContract::aRefusal);
      assertThat(alice.conversations()).isEmpty();
      if (outcomes.get(1).thrown().isPresent()) {
        assertThat(boris.conversations()).isEmpty();
      } else {
        assertThat(boris.conversations()).hasSize(1);
        assertThat(boris.conversations().get(0).copy().admin()).isTrue();
        boris.groups().leaves(boris.conversations().get(0).copy().id());
      }
    }
  }

  @Test
  default void aGroupGrowsNoLargerThanItMay() {
    Scene scene = Scene.on(store(), settings -> settings.mostGroupMembers(3));
    Circle circle = Circle.on(scene);
    Refusals.refusedInVain(
        scene,
        Failure.Conflict.class,
        () -> circle.alice().groups().adds(circle.alices(), circle.david().id()));
    Refusals.refusedInVain(
        scene,
        Failure.Conflict.class,
        () ->
            circle
                .alice()
                .groups()
                .creates(
                    "Many",
                    List.of(circle.boris().id(), circle.clara().id(), circle.david().id())));
    circle.clara().groups().leaves(circle.claras());
    circle.alice().groups().adds(circle.alices(), circle.david().id());
    assertThat(circle.boris().groups().members(circle.group())).hasSize(3);
  }

  @Test
  default void aMessageReachesAHundredMembers() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice().inGroups();
    List<Person> others = new ArrayList<>();
    for (int i = 1; i < 100; i++) {
      others.add(scene.person(People.somebody(i)).inGroups());
    }
    CopyId group = alice.groups().creates("All", others.stream().map(Person::id).toList());
    HeldMessage sent = alice.sends(group, "Hello all");
    assertThat(sent.message().holders()).isEqualTo(100);
    assertThat(sent.message().awaiting()).isEqualTo(99);
    assertThat(alice.notifications()).isEmpty();
    for (Person other : others) {
      CopyId own = other.conversations().get(0).copy().id();
      assertThat(other.texts(own)).containsExactly("Hello all");
      assertThat(other.unread(own)).isEqualTo(1);
      assertThat(other.notifications()).hasSize(1);
    }
    alice.unsends(sent.copy().id());
    assertThat(others)
        .allMatch(other -> other.notifications().isEmpty())
        .allMatch(other -> other.unread(other.conversations().get(0).copy().id()) == 0);
  }
}
