package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.Scopes.about;
import static io.buddychat.testkit.contract.Scopes.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What else the writing side of conversations tells and does: whose mailboxes there are, who
/// shares a conversation with whom, and what destroying a mailbox leaves. Loading is in
/// [LoadingContract]; what commands write is seen by the contracts of the behaviour.
public interface ConversationsContract extends FreshStore {

  private <T> T inTransaction(Supplier<T> work) {
    return store().unitOfWork().execute(work);
  }

  private List<Optional<Room>> load(Scope... scopes) {
    return inTransaction(() -> store().conversations().load(List.of(scopes)));
  }

  private Room room(Scope scope) {
    return load(scope).get(0).orElseThrow();
  }

  @Test
  default void onlyExistingMailboxesAreLocked() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    alice.sends(alice.chatWith(boris), "Hello");
    clara.leavesForGood();
    List<UserId> asked = List.of(boris.id(), clara.id(), new UserId(Long.MAX_VALUE), alice.id());
    assertThat(inTransaction(() -> store().conversations().lockMailboxes(asked)))
        .isEqualTo(Map.of(alice.id(), alice.head(), boris.id(), boris.head()));
    assertThat(inTransaction(() -> store().conversations().lockMailboxes(List.of()))).isEmpty();
  }

  @Test
  default void aPairIsFoundFromBothSidesAndIsNoChatWithOneself() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    assertThat(pair(alice, boris)).isEmpty();
    Copy alices = alice.sees(alice.chatWith(boris)).copy();
    Copy borises = boris.sees(boris.chatWith(alice)).copy();
    assertThat(pair(alice, boris)).containsExactlyInAnyOrder(alices, borises);
    assertThat(pair(boris, alice)).containsExactlyInAnyOrder(alices, borises);
    assertThat(pair(alice, clara)).isEmpty();
    assertThat(pair(alice, alice)).isEmpty();
    Copy notes = alice.sees(alice.chatWith(alice)).copy();
    assertThat(pair(alice, alice)).containsExactly(notes);
    assertThat(pair(alice, boris)).containsExactlyInAnyOrder(alices, borises);
    boris.leavesForGood();
    assertThat(pair(alice, boris)).containsExactly(alices);
    assertThat(pair(boris, alice)).containsExactly(alices);
  }

  private List<Copy> pair(Person one, Person other) {
    return inTransaction(() -> store().conversations().pair(one.id(), other.id()));
  }

  @Test
  default void companionsAreThoseOneSharesAConversationWith() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    assertThat(companions(alice)).isEmpty();
    alice.chatWith(alice);
    assertThat(companions(alice)).isEmpty();
    alice.chatWith(boris);
    clara.chatWith(alice);
    assertThat(companions(alice)).containsExactlyInAnyOrder(boris.id(), clara.id());
    assertThat(companions(boris)).containsExactly(alice.id());
    clara.leavesForGood();
    assertThat(companions(alice)).containsExactly(boris.id());
  }

  private List<UserId> companions(Person person) {
    return inTransaction(() -> store().conversations().companions(person.id()));
  }

  @Test
  default void aDestroyedMailboxTakesItsLogAndNothingOfOthers() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    CopyId notes = alice.chatWith(alice);
    alice.sends(notes, "Note");
    HeldMessage ofAlice = alice.sends(alices, "Of Alice", "key").message().orElseThrow();
    HeldMessage ofBoris = boris.sends(borises, "Of Boris");
    HeldMessage bothDeleted = alice.sends(alices, "Only with Alice");
    boris.deletes(boris.copyOf(bothDeleted));
    var log = boris.log();

    inTransaction(
        () -> {
          store().conversations().loadAll(alice.id());
          store().conversations().destroyMailbox(alice.id());
          return true;
        });

    assertThat(store().inboxes().bounds(alice.id())).isEqualTo(new Inboxes.Bounds(0, 0));
    assertThat(alice.log()).isEmpty();
    assertThat(alice.conversations()).isEmpty();
    assertThat(alice.notifications()).isEmpty();
    assertThat(
            load(scope(alice, alices, Scope.Reach.OWNER), scope(alice, notes, Scope.Reach.OWNER)))
        .containsExactly(Optional.empty(), Optional.empty());
    assertThat(boris.log()).isEqualTo(log);
    assertThat(boris.texts(borises)).containsExactly("Of Boris", "Of Alice");
    Message left = boris.holds(boris.copyOf(ofAlice)).orElseThrow().message();
    assertThat(left.holders()).isEqualTo(1);
    assertThat(left.awaiting()).isEqualTo(1);
    Message own = boris.holds(boris.copyOf(ofBoris)).orElseThrow().message();
    assertThat(own.holders()).isEqualTo(1);
    assertThat(own.awaiting()).isEqualTo(1);
    assertThat(room(about(bothDeleted, scope(boris, borises, Scope.Reach.EVERYONE))).message())
        .isEmpty();
  }
}
