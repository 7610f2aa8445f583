package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.chat.OpenChat;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Accounts.Registration;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ending an account: what is destroyed, and what stays with the others.
public interface LeavingForGoodContract extends FreshStore {

  @Test
  default void whoLeavesIsAPlaceholderThatNoSearchFinds() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    User before = alice.profile();
    scene.later();
    alice.leavesForGood();
    String name = "deleted-" + alice.id().value();
    User placeholder = alice.profile();
    assertThat(placeholder.isDeleted()).isTrue();
    assertThat(placeholder.id()).isEqualTo(before.id());
    assertThat(placeholder.username()).isEqualTo(name);
    assertThat(placeholder.firstName()).isEqualTo("Deleted");
    assertThat(placeholder.lastName()).isEqualTo("account");
    assertThat(placeholder.toString()).doesNotContain("alice", "example.org");
    assertThat(store().users().search(UserFilter.EVERYBODY, PageRequest.first(9)).items())
        .containsExactly(boris.profile());
    for (String search : List.of("alice", "deleted", name)) {
      UserFilter filter = new UserFilter(Optional.of(search), Optional.empty(), Optional.empty());
      assertThat(store().users().search(filter, PageRequest.first(9)).items()).isEmpty();
    }
  }

  @Test
  default void whatTheyHadIsFree() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    alice.leavesForGood();
    var again = scene.buddyChat().accounts().register(People.ALICE.registration());
    assertThat(again.user().id()).isNotEqualTo(alice.id());
    assertThat(scene.buddyChat().signIn().logIn("alice", People.PASSWORD).user())
        .isEqualTo(again.user());
  }

  @Test
  default void aPersonWhoIsCalledLikeAPlaceholderStandsInNobodysWay() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    var squatter =
        scene
            .buddyChat()
            .accounts()
            .register(
                new Registration(
                    "deleted-" + alice.id().value(),
                    "squatter@example.org",
                    People.PASSWORD,
                    "Squat",
                    "Ter",
                    "1",
                    "99999999"));
    alice.leavesForGood();
    assertThat(alice.profile().isDeleted()).isTrue();
    assertThat(store().users().credentials(squatter.user().username()).orElseThrow().user())
        .isEqualTo(squatter.user());
  }

  @Test
  default void allTheirSessionsEnd() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person elsewhere = alice.onAnotherDevice();
    List<String> heard = new ArrayList<>();
    scene.buddyChat().sessionEnds().listen(alice.session(), () -> heard.add("here"));
    scene.buddyChat().sessionEnds().listen(elsewhere.session(), () -> heard.add("elsewhere"));
    alice.leavesForGood();
    assertThat(heard).containsExactlyInAnyOrder("here", "elsewhere");
    for (Person device : List.of(alice, elsewhere)) {
      assertThat(scene.buddyChat().signIn().viewer(device.session())).isEmpty();
      Refusals.refused(
          Failure.Unauthenticated.class,
          () -> scene.buddyChat().signIn().refresh(device.refreshToken()));
    }
  }

  @Test
  default void theWrongPasswordChangesNothing() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    alice.sends(alice.chatWith(scene.boris()), "Hello");
    Failure.InvalidInput refusal =
        Refusals.refusedInVain(
            scene,
            Failure.InvalidInput.class,
            () -> scene.buddyChat().profiles().delete(alice.viewer(), "Wrong-Horse-7"));
    assertThat(refusal.field()).isEqualTo("password");
    assertThat(scene.buddyChat().signIn().viewer(alice.session())).isPresent();
  }

  /// Those of members who had left before, too: their conversation goes.
  @Test
  default void theClientIdsOfAGroupGoWithItsLastMember() {
    Circle circle = Circle.on(store());
    circle.boris().sends(circle.borises(), "Under an id", "key");
    circle.boris().groups().leaves(circle.borises());
    circle.clara().groups().leaves(circle.claras());
    circle.alice().leavesForGood();
    assertThat(store().retention().forgetSendKeys(circle.scene().later(), 10)).isZero();
  }

  @Test
  default void whoHasLeftCanLeaveNoMore() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    alice.leavesForGood();
    Refusals.refusedInVain(scene, Failure.Unauthenticated.class, alice::leavesForGood);
    Refusals.refusedInVain(
        scene,
        Failure.Unauthenticated.class,
        () ->
            scene
                .buddyChat()
                .accounts()
                .changePassword(alice.viewer(), People.PASSWORD, "New-Password-8"));
    Refusals.refusedInVain(scene, Failure.NotFound.class, () -> alice.chatWith(alice));
    Refusals.refusedInVain(scene, Failure.NotFound.class, () -> alice.chatWith(boris));
    Refusals.refusedInVain(scene, Failure.NotFound.class, () -> boris.chatWith(alice));
  }

  @Test
  default void theirMailboxIsGone() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId notes = alice.chatWith(alice);
    alice.sends(notes, "Note");
    HeldMessage hello = boris.sends(boris.chatWith(alice), "Hello");
    var alicesHello = alice.copyOf(hello);
    alice.leavesForGood();
    assertThat(alice.conversations()).isEmpty();
    assertThat(alice.notifications()).isEmpty();
    assertThat(alice.log()).isEmpty();
    assertThat(alice.holds(alicesHello)).isEmpty();
    assertThat(store().inboxes().bounds(alice.id())).isEqualTo(new Inboxes.Bounds(0, 0));
    assertThat(
            store().users().phoneNumbers(List.of(alice.id())).getOrDefault(alice.id(), List.of()))
        .isEmpty();
    Refusals.refusedInVain(
        scene, Failure.NotFound.class, () -> alice.sends(alices, "From the beyond"));
  }

  @Test
  default void theOtherSideKeepsItsCopies() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    HeldMessage unread = alice.sends(alices, "Unread");
    HeldMessage read = alice.sends(alices, "Read");
    HeldMessage own = boris.sends(borises, "Own");
    boris.reads(boris.copyOf(read));
    scene.later();
    alice.leavesForGood();
    scene.later();

    assertThat(boris.texts(borises)).containsExactly("Own", "Read", "Unread");
    assertThat(boris.unread(borises)).isEqualTo(1);
    assertThat(boris.notifications()).hasSize(2);
    assertThat(boris.sees(borises).copy().other()).contains(alice.id());
    HeldMessage kept = boris.holds(boris.copyOf(unread)).orElseThrow();
    assertThat(kept.message().sender()).isEqualTo(alice.id());
    assertThat(boris.holds(own.copy().id()).orElseThrow().message().readAt())
        .as("nobody is left to read it, and nobody has")
        .isEmpty();
    assertThat(boris.reads(boris.copyOf(unread)).copy().readAt()).contains(scene.now());
    assertThat(boris.unread(borises)).isZero();
    HeldMessage edited = boris.edits(own.copy().id(), "Own, edited");
    assertThat(edited.message().content()).isEqualTo("Own, edited");
    boris.deletes(boris.copyOf(read));
    boris.unsends(own.copy().id());
    assertThat(boris.texts(borises)).containsExactly("Unread");
    boris.archives(borises, true);
    boris.clears(borises);
    assertThat(boris.texts(borises)).isEmpty();
    assertThat(boris.sees(borises).copy().archived()).isTrue();
  }

  @Test
  default void nothingCanBeSentToThem() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId borises = boris.chatWith(alice);
    HeldMessage before = boris.sends(borises, "Before", "key").message().orElseThrow();
    alice.leavesForGood();
    Refusals.refusedInVain(scene, Failure.Conflict.class, () -> boris.sends(borises, "Hello?"));
    Refusals.refusedInVain(
        scene, Failure.Conflict.class, () -> boris.sends(borises, "Hello?", "other key"));
    var repeated = boris.sends(borises, "Before", "key");
    assertThat(repeated.duplicate()).as("what was sent before stays sent").isTrue();
    assertThat(repeated.message().orElseThrow().copy()).isEqualTo(before.copy());
    CopyId notes = boris.chatWith(boris);
    assertThat(boris.sends(notes, "To myself")).isNotNull();
  }

  @Test
  default void openingTheChatWithThemGivesMyCopyOnly() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    CopyId borises = boris.chatWith(alice);
    alice.leavesForGood();
    assertThat(scene.buddyChat().openChat().with(boris.viewer(), alice.id()))
        .isEqualTo(new OpenChat.Opened(borises, Optional.empty(), false));
    Refusals.refusedInVain(scene, Failure.NotFound.class, () -> clara.chatWith(alice));
  }

  @Test
  default void theirCompanionsAreToldAndNobodyElse() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    Person david = scene.david();
    alice.chatWith(boris);
    clara.chatWith(alice);
    boris.chatWith(david);
    News news = News.since(scene);
    scene.later();
    alice.leavesForGood();
    for (Person companion : List.of(boris, clara)) {
      Entry told = news.entries(companion).get(0);
      assertThat(news.entries(companion)).hasSize(1);
      assertThat(told.event()).isEqualTo(new Event.OfUser(Operation.USER_UPDATED, alice.id()));
      assertThat(told.at()).isEqualTo(scene.now());
    }
    assertThat(news.entries(david)).isEmpty();
  }

  @Test
  default void whenBothHaveLeftNothingIsLeft() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    alice.sends(alices, "Hello", "key");
    boris.sends(boris.chatWith(alice), "Hi");
    alice.leavesForGood();
    boris.leavesForGood();
    assertThat(
            store()
                .mailboxes()
                .conversations(boris.id(), Family.CHAT, Optional.empty(), PageRequest.first(5))
                .items())
        .isEmpty();
    assertThat(
            store()
                .unitOfWork()
                .execute(() -> store().conversations().pair(alice.id(), boris.id())))
        .isEmpty();
  }
}
