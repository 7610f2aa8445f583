package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.group.OpenGroup;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Getting the group of a title, which is made when there is none.
public interface OpeningGroupsContract extends FreshStore {

  /// How often each race is run.
  int ROUNDS = 10;

  private static CopyId copy(OpenGroup.Opened opened) {
    return opened.mine().copy().id();
  }

  private static ConversationId group(OpenGroup.Opened opened) {
    return opened.mine().conversation().id();
  }

  @Test
  default void theFirstCallMakesTheGroupAndTheNextOneFindsIt() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice().inGroups();
    Person boris = scene.boris().inGroups();
    Person clara = scene.clara();
    OpenGroup.Opened made = alice.groups().opens("Help desk", List.of(boris.id()));
    assertThat(made.created()).isTrue();
    assertThat(alice.sees(copy(made))).isEqualTo(made.mine());
    assertThat(made.mine().copy().admin()).isTrue();
    assertThat(boris.groups().copyOf(group(made))).isPresent();
    assertThat(boris.log().stream().map(Entry::event).map(event -> event.operation()))
        .containsExactly(Operation.GROUP_CREATED, Operation.MEMBER_ADDED);
    Snapshot before = scene.everything();
    scene.later();
    OpenGroup.Opened found = alice.groups().opens("  Help desk ", List.of(clara.id()));
    assertThat(found).isEqualTo(new OpenGroup.Opened(made.mine(), false));
    assertThat(group(boris.groups().opens("Help desk", List.of()))).isEqualTo(group(made));
    assertThat(scene.everything()).isEqualTo(before);
  }

  @Test
  default void onlyExactlyTheSameTitleCounts() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    OpenGroup.Opened made = alice.groups().opens("Help", List.of());
    for (String other : List.of("help", "Help!", "Hel", "Hélp", "He\u0301lp", "H%", "____")) {
      assertThat(alice.groups().opens(other, List.of()).created()).as(other).isTrue();
    }
    assertThat(copy(alice.groups().opens("Help", List.of()))).isEqualTo(copy(made));
  }

  @Test
  default void ofSeveralItIsTheOldest() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice().inGroups();
    CopyId early = alice.groups().creates("Tea", List.of());
    scene.later();
    CopyId first = alice.groups().creates("Coffee", List.of());
    CopyId second = alice.groups().creates("Coffee", List.of());
    alice.sends(second, "The latest activity");
    assertThat(copy(alice.groups().opens("Coffee", List.of()))).isEqualTo(first);
    alice.groups().renames(early, "Coffee");
    assertThat(copy(alice.groups().opens("Coffee", List.of())))
        .as("the age of the group, not of its title")
        .isEqualTo(early);
    alice.groups().leaves(early);
    assertThat(copy(alice.groups().opens("Coffee", List.of()))).isEqualTo(first);
  }

  @Test
  default void groupsOfOthersDoNotCount() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId open = alice.groups().creates("Tea", List.of());
    alice.groups().meets(open, Visibility.PUBLIC, Welcome.NOTHING);
    OpenGroup.Opened own = boris.groups().opens("Tea", List.of());
    assertThat(own.created()).isTrue();
    assertThat(boris.groups().members(group(own))).hasSize(1);
    boris.groups().leaves(copy(own));
    assertThat(boris.groups().opens("Tea", List.of()).created()).as("nor what one left").isTrue();
    assertThat(alice.groups().opens("Tea", List.of()).mine().copy().id()).isEqualTo(open);
  }

  @Test
  default void whatIsRefusedMakesNothing() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    alice.groups().creates("Tea", List.of());
    refused(scene, Failure.InvalidInput.class, "T", List.of());
    refused(scene, Failure.InvalidInput.class, "New", List.of(alice.id()));
    refused(scene, Failure.InvalidInput.class, "New", List.of(boris.id(), boris.id()));
    refused(scene, Failure.InvalidInput.class, "Tea", List.of(boris.id(), boris.id()));
    refused(scene, Failure.NotFound.class, "New", List.of(new UserId(999_999)));
  }

  private static void refused(
      Scene scene, Class<? extends Failure> kind, String title, List<UserId> members) {
    Refusals.refusedInVain(scene, kind, () -> scene.alice().groups().opens(title, members));
  }

  @Test
  default void callsOfOnePersonAtTheSameMomentGiveTheSameGroup() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    List<UserId> members = List.of(scene.boris().id(), scene.clara().id());
    for (int round = 0; round < ROUNDS; round++) {
      String title = "Round " + round;
      Callable<OpenGroup.Opened> open = () -> alice.groups().opens(title, members);
      Callable<OpenGroup.Opened> alone = () -> alice.groups().opens(title, List.of());
      List<OpenGroup.Opened> opened = AtOnce.results(List.of(open, alone, open, alone));
      assertThat(opened.stream().map(OpeningGroupsContract::copy).distinct()).hasSize(1);
      assertThat(opened).filteredOn(OpenGroup.Opened::created).hasSize(1);
      assertThat(alice.conversations()).hasSize(round + 1);
    }
  }

  @Test
  default void whoIsMadeAMemberMeanwhileHasThatGroupOrTheirOwn() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    for (int round = 0; round < ROUNDS; round++) {
      String title = "Round " + round;
      Callable<OpenGroup.Opened> alices = () -> alice.groups().opens(title, List.of(boris.id()));
      Callable<OpenGroup.Opened> borises = () -> boris.groups().opens(title, List.of());
      List<OpenGroup.Opened> opened = AtOnce.results(List.of(alices, borises));
      assertThat(alice.groups().opens(title, List.of()).mine()).isEqualTo(opened.get(0).mine());
      assertThat(boris.groups().copyOf(group(opened.get(0)))).isPresent();
      assertThat(boris.groups().copyOf(group(opened.get(1)))).isPresent();
      assertThat(opened.get(1).created())
          .as("made only if there was none yet")
          .isEqualTo(!group(opened.get(1)).equals(group(opened.get(0))));
    }
  }
}
