package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.group.CreateGroup;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Groups that everybody finds and may come into, and what hides the others.
public interface PublicGroupsContract extends FreshStore {

  /// How often each race is run.
  int RACES = 10;

  private static ConversationId opened(Person creator, String title) {
    return creator
        .scene()
        .buddyChat()
        .createGroup()
        .by(
            creator.viewer(),
            new CreateGroup.Draft(
                title,
                Optional.of("Open to everybody"),
                Optional.of("o.png"),
                Visibility.PUBLIC,
                Welcome.NOTHING,
                List.of()))
        .conversation()
        .id();
  }

  private static Circle open(Circle circle) {
    circle.alice().groups().meets(circle.alices(), Visibility.PUBLIC, Welcome.NOTHING);
    return circle;
  }

  private static List<ConversationId> found(Person person, String title) {
    return person.groups().finds(title).stream().map(PublicGroup::id).toList();
  }

  @Test
  default void everybodyFindsAPublicGroupAndSeesNothingOfItsMembers() {
    Scene scene = Scene.on(store());
    ConversationId chess = opened(scene.alice(), "Chess club");
    PublicGroup shown =
        new PublicGroup(chess, "Chess club", "Open to everybody", "o.png", 1, false);
    assertThat(scene.boris().groups().finds("")).containsExactly(shown);
    assertThat(scene.alice().groups().finds(""))
        .containsExactly(
            new PublicGroup(chess, "Chess club", "Open to everybody", "o.png", 1, true));
    assertThat(scene.boris().groups().members(chess)).isEmpty();
    assertThat(scene.buddyChat().mailboxes().groups(scene.boris().id(), List.of(chess))).isEmpty();
  }

  @Test
  default void aGroupIsPrivateUnlessAnAdminSaysOtherwise() {
    Circle circle = Circle.on(store());
    assertThat(found(circle.boris(), "")).isEmpty();
    Refusals.refusedInVain(
        circle.scene(),
        Failure.Forbidden.class,
        () ->
            circle.boris().groups().meets(circle.borises(), Visibility.PUBLIC, Welcome.EVERYTHING));
    long head = circle.clara().head();
    open(circle);
    assertThat(found(circle.david(), "friends")).containsExactly(circle.group());
    assertThat(Circle.eventsAfter(circle.clara(), head))
        .containsExactly(circle.ofCopy(Operation.GROUP_UPDATED, circle.claras(), circle.alice()));
    Snapshot before = circle.scene().everything();
    circle.scene().later();
    open(circle);
    assertThat(circle.scene().everything()).as("once more changes nothing").isEqualTo(before);
    circle.alice().groups().meets(circle.alices(), Visibility.PRIVATE, Welcome.newest(7));
    Card card = circle.clara().sees(circle.claras()).conversation().card().orElseThrow();
    assertThat(card.isPublic()).isFalse();
    assertThat(card.welcome()).isEqualTo(Welcome.newest(7));
    assertThat(found(circle.david(), "")).isEmpty();
  }

  @Test
  default void publicGroupsAreFoundByHowTheirTitleBegins() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    ConversationId go = opened(alice, "100% Go \\ _!");
    ConversationId green = opened(alice, "GREEN");
    ConversationId greenhouse = opened(alice, "greenhouse");
    alice.groups().creates("Green with envy", List.of());
    Person boris = scene.boris();
    assertThat(found(boris, "")).containsExactly(greenhouse, green, go);
    assertThat(found(boris, "gReEn")).containsExactly(greenhouse, green);
    assertThat(found(boris, "greenh")).containsExactly(greenhouse);
    assertThat(found(boris, "100%")).containsExactly(go);
    assertThat(found(boris, "100% go \\ _!")).containsExactly(go);
    for (String nothing : List.of("%", "_", "!", "\\", "reen", "\u0000", "\uD800", "with")) {
      assertThat(found(boris, nothing)).as(nothing).isEmpty();
    }
    CopyId own = alice.groups().copyOf(green).orElseThrow();
    alice.groups().renames(own, "Blue");
    assertThat(found(boris, "green")).containsExactly(greenhouse);
    assertThat(found(boris, "blue")).containsExactly(green);
    alice.groups().removesForGood(own);
    assertThat(found(boris, "")).containsExactly(greenhouse, go);
  }

  @Test
  default void publicGroupsArePagedTheNewestFirst() {
    Scene scene = Scene.on(store());
    List<PublicGroup> all = new ArrayList<>();
    for (String title : List.of("Ants", "Bees", "Antelopes", "Ant-eaters")) {
      opened(scene.alice(), title);
      scene.alice().groups().creates(title, List.of());
    }
    for (String title : List.of("", "ant")) {
      all.clear();
      all.addAll(scene.boris().groups().finds(title));
      assertThat(all).hasSize(title.isEmpty() ? 4 : 3);
      Paging.isExact(
          all,
          PublicGroup::position,
          List.of(Position.of(0), Position.of(Long.MAX_VALUE)),
          page ->
              scene
                  .buddyChat()
                  .mailboxes()
                  .publicGroups(scene.boris().id(), Optional.of(title), page));
    }
  }

  @Test
  default void whoJoinsIsAMemberLikeAnyOther() {
    Circle circle = open(Circle.on(store()));
    circle.alice().sends(circle.alices(), "Before");
    long alices = circle.alice().head();
    Person david = circle.david();
    long davids = david.head();
    circle.scene().later();
    CopyId own = david.groups().joins(circle.group());
    assertThat(david.sees(own).copy())
        .isEqualTo(
            new Copy(
                own,
                circle.group(),
                david.id(),
                Optional.empty(),
                false,
                circle.scene().now(),
                false,
                1,
                0,
                0));
    assertThat(david.messages(own)).isEmpty();
    assertThat(circle.alice().sees(circle.alices()).conversation().owners()).isEqualTo(4);
    assertThat(Circle.eventsAfter(circle.alice(), alices))
        .containsExactly(
            circle.ofMember(Operation.MEMBER_ADDED, circle.alices(), own, david, david));
    assertThat(Circle.eventsAfter(david, davids))
        .containsExactly(circle.ofMember(Operation.MEMBER_ADDED, own, own, david, david));
    david.sends(own, "Here I am");
    assertThat(circle.boris().texts(circle.borises())).containsExactly("Here I am", "Before");
  }

  @Test
  default void joiningAgainChangesNothing() {
    Circle circle = open(Circle.on(store()));
    CopyId own = circle.david().groups().joins(circle.group());
    Snapshot before = circle.scene().everything();
    circle.scene().later();
    assertThat(circle.david().groups().joins(circle.group())).isEqualTo(own);
    assertThat(circle.alice().groups().joins(circle.group())).isEqualTo(circle.alices());
    assertThat(circle.scene().everything()).isEqualTo(before);
    circle.alice().groups().meets(circle.alices(), Visibility.PRIVATE, Welcome.NOTHING);
    assertThat(circle.david().groups().joins(circle.group()))
        .as("also when nobody else may come any more")
        .isEqualTo(own);
  }

  @Test
  default void aPrivateGroupIsToStrangersAsIfItDidNotExist() {
    Circle circle = Circle.on(store());
    CopyId chat = circle.alice().chatWith(circle.boris());
    ConversationId pair = circle.alice().sees(chat).conversation().id();
    String nothing = refusal(circle, new ConversationId(999_999));
    for (ConversationId hidden : List.of(circle.group(), pair, new ConversationId(-1))) {
      assertThat(refusal(circle, hidden)).isEqualTo(nothing);
    }
    circle.alice().groups().removes(circle.alices(), circle.claras());
    assertThat(
            Refusals.refusedInVain(
                    circle.scene(),
                    Failure.NotFound.class,
                    () -> circle.clara().groups().joins(circle.group()))
                .message())
        .as("also to whom was removed")
        .isEqualTo(nothing);
  }

  private static String refusal(Circle circle, ConversationId group) {
    return Refusals.refusedInVain(
            circle.scene(), Failure.NotFound.class, () -> circle.david().groups().joins(group))
        .message();
  }

  @Test
  default void whoWasRemovedComesBackOnlyWhenAnAdminWantsIt() {
    Circle circle = open(Circle.on(store()));
    Person clara = circle.clara();
    circle.alice().groups().removes(circle.alices(), circle.claras());
    Refusals.refusedInVain(
        circle.scene(), Failure.Forbidden.class, () -> clara.groups().joins(circle.group()));
    circle.alice().groups().adds(circle.alices(), clara.id());
    CopyId own = clara.groups().copyOf(circle.group()).orElseThrow();
    clara.groups().leaves(own);
    assertThat(clara.groups().joins(circle.group())).as("a pardon stays one").isNotEqualTo(own);
  }

  @Test
  default void whoLeftComesBackAsTheyLike() {
    Circle circle = open(Circle.on(store()));
    circle.boris().groups().leaves(circle.borises());
    CopyId own = circle.boris().groups().joins(circle.group());
    assertThat(own).isNotEqualTo(circle.borises());
    circle.boris().groups().removes(own, own);
    assertThat(circle.boris().groups().joins(circle.group()))
        .as("removing oneself is leaving")
        .isNotEqualTo(own);
  }

  @Test
  default void bansEndWithTheirGroupAndWithThePerson() {
    Circle circle = open(Circle.on(store()));
    circle.alice().groups().removes(circle.alices(), circle.claras());
    circle.alice().groups().removes(circle.alices(), circle.borises());
    circle.clara().leavesForGood();
    circle.alice().leavesForGood();
    assertThat(
            store()
                .unitOfWork()
                .execute(() -> store().conversations().lobby(circle.group(), circle.boris().id())))
        .isEmpty();
    assertThat(found(circle.boris(), "")).isEmpty();
  }

  @Test
  default void aFullGroupTakesNobodyIn() {
    Scene scene = Scene.on(store(), settings -> settings.mostGroupMembers(3));
    Circle circle = open(Circle.on(scene));
    Refusals.refusedInVain(
        scene, Failure.Conflict.class, () -> circle.david().groups().joins(circle.group()));
    assertThat(circle.clara().groups().joins(circle.group())).isEqualTo(circle.claras());
  }

  private static Callable<Boolean> doing(Runnable action) {
    return () -> {
      action.run();
      return true;
    };
  }

  @Test
  default void joiningTwiceAtOnceIsOneMembership() {
    Circle circle = open(Circle.on(store()));
    Person david = circle.david();
    for (int round = 0; round < RACES; round++) {
      Callable<CopyId> join = () -> david.groups().joins(circle.group());
      assertThat(AtOnce.results(List.of(join, join, join)))
          .containsOnly(david.groups().copyOf(circle.group()).orElseThrow());
      assertThat(circle.alice().groups().members(circle.group())).hasSize(4);
      assertThat(circle.alice().sees(circle.alices()).conversation().owners()).isEqualTo(4);
      david.groups().leaves(david.groups().copyOf(circle.group()).orElseThrow());
    }
  }

  @Test
  default void joiningWhileTheLastOneLeavesIsJoiningOrNothing() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice().inGroups();
    Person boris = scene.boris().inGroups();
    for (int round = 0; round < RACES; round++) {
      ConversationId group = opened(alice, "Alone");
      CopyId own = alice.groups().copyOf(group).orElseThrow();
      List<AtOnce.Outcome<Boolean>> outcomes =
          AtOnce.outcomes(
              List.of(
                  doing(() -> alice.groups().leaves(own)),
                  doing(() -> boris.groups().joins(group))));
      assertThat(outcomes.get(0).thrown()).isEmpty();
      Optional<Throwable> refusal = outcomes.get(1).thrown();
      refusal.ifPresent(
          thrown ->
              assertThat(((BuddyChatException) thrown).failure())
                  .isInstanceOf(Failure.NotFound.class));
      List<Copy> members = boris.groups().members(group);
      assertThat(members).hasSize(refusal.isPresent() ? 0 : 1).allMatch(Copy::admin);
      members.forEach(member -> boris.groups().leaves(member.id()));
    }
    assertThat(Stream.of(alice, boris)).allMatch(person -> person.conversations().isEmpty());
  }

  @Test
  default void aPlaceThatIsLeftIsTakenOnce() {
    Scene scene = Scene.on(store(), settings -> settings.mostGroupMembers(2));
    Person alice = scene.alice();
    ConversationId group = opened(alice, "For two");
    for (int round = 0; round < RACES; round++) {
      List<AtOnce.Outcome<CopyId>> outcomes =
          AtOnce.outcomes(
              Stream.of(scene.boris(), scene.clara(), scene.david())
                  .<Callable<CopyId>>map(person -> () -> person.groups().joins(group))
                  .toList());
      assertThat(outcomes).filteredOn(outcome -> outcome.result().isPresent()).hasSize(1);
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.thrown().isPresent())
          .allSatisfy(
              outcome ->
                  assertThat(((BuddyChatException) outcome.thrown().orElseThrow()).failure())
                      .isInstanceOf(Failure.Conflict.class));
      for (Person person : List.of(scene.boris(), scene.clara(), scene.david())) {
        person.groups().copyOf(group).ifPresent(own -> person.groups().leaves(own));
      }
    }
  }
}
