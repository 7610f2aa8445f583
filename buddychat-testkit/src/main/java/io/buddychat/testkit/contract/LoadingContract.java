package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.Scopes.about;
import static io.buddychat.testkit.contract.Scopes.scope;
import static io.buddychat.testkit.contract.Scopes.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What a command finds when it loads a conversation: a room for each scope, with the copies within
/// its reach.
public interface LoadingContract extends FreshStore {

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
  default void eachScopeHasItsRoomInTheirOrder() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId withBoris = alice.chatWith(scene.boris());
    CopyId withClara = alice.chatWith(scene.clara());
    CopyId notes = alice.chatWith(alice);
    List<Optional<Room>> rooms =
        load(
            scope(alice, withClara, Scope.Reach.OWNER),
            scope(alice, withBoris, Scope.Reach.EVERYONE),
            scope(alice, new CopyId(Long.MAX_VALUE), Scope.Reach.OWNER),
            scope(alice, notes, Scope.Reach.OWNER_AND_SENDER),
            scope(alice, withBoris, Scope.Reach.EVERYONE));
    assertThat(rooms.stream().map(room -> room.map(some -> some.mine().id())))
        .containsExactly(
            Optional.of(withClara),
            Optional.of(withBoris),
            Optional.empty(),
            Optional.of(notes),
            Optional.of(withBoris));
    assertThat(rooms.get(4)).isEqualTo(rooms.get(1));
    assertThat(load()).isEmpty();
  }

  @Test
  default void thereIsNoRoomForOthersOrInTheOtherFamily() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    Scope anyFamily =
        new Scope(
            Optional.empty(),
            alices,
            alice.id(),
            Scope.Reach.OWNER,
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            List.of());
    Scope asGroup =
        new Scope(
            Optional.of(Family.GROUP),
            alices,
            alice.id(),
            Scope.Reach.OWNER,
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            List.of());
    assertThat(
            load(
                anyFamily,
                asGroup,
                scope(boris, alices, Scope.Reach.EVERYONE),
                scope(alice, boris.chatWith(alice), Scope.Reach.EVERYONE)))
        .extracting(Optional::isPresent)
        .containsExactly(true, false, false, false);
  }

  @Test
  default void theReachDecidesWhoseCopiesAreThere() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    HeldMessage hello = alice.sends(alices, "Hello");
    Copy alicesCopy = alice.sees(alices).copy();
    Copy borisesCopy = boris.sees(borises).copy();

    Room own = room(about(hello, scope(boris, borises, Scope.Reach.OWNER)));
    assertThat(own.conversation()).isEqualTo(alice.sees(alices).conversation());
    assertThat(own.mine()).isEqualTo(borisesCopy);
    assertThat(own.copies()).containsExactly(borisesCopy);
    assertThat(own.heads()).isEqualTo(Map.of(boris.id(), boris.head()));

    Map<UserId, Long> bothHeads = Map.of(alice.id(), alice.head(), boris.id(), boris.head());
    Room andSender = room(about(hello, scope(boris, borises, Scope.Reach.OWNER_AND_SENDER)));
    assertThat(andSender.mine()).isEqualTo(borisesCopy);
    assertThat(andSender.copies()).containsExactly(alicesCopy, borisesCopy);
    assertThat(andSender.heads()).isEqualTo(bothHeads);

    Room asSender = room(about(hello, scope(alice, alices, Scope.Reach.OWNER_AND_SENDER)));
    assertThat(asSender.copies()).containsExactly(alicesCopy);

    Room everyone = room(scope(alice, alices, Scope.Reach.EVERYONE));
    assertThat(everyone.mine()).isEqualTo(alicesCopy);
    assertThat(everyone.copies()).containsExactly(alicesCopy, borisesCopy);
    assertThat(everyone.heads()).isEqualTo(bothHeads);
    assertThat(everyone.message()).isEmpty();
    assertThat(everyone.holders()).isEmpty();
    assertThat(everyone.sentBefore()).isEmpty();
  }

  @Test
  default void theMessageInQuestionComesWithTheCopiesWithinReach() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    alice.sends(alices, "Before");
    HeldMessage hello = alice.sends(alices, "Hello");
    alice.sends(alices, "After");
    MessageCopy alicesCopy = alice.holds(alice.copyOf(hello)).orElseThrow().copy();
    MessageCopy borisesCopy = boris.holds(boris.copyOf(hello)).orElseThrow().copy();

    Room everyone = room(about(hello, scope(alice, alices, Scope.Reach.EVERYONE)));
    assertThat(everyone.message()).contains(hello.message());
    assertThat(everyone.holders())
        .containsExactly(Map.entry(alices, alicesCopy), Map.entry(borises, borisesCopy));
    Room own = room(about(hello, scope(boris, borises, Scope.Reach.OWNER)));
    assertThat(own.message()).contains(hello.message());
    assertThat(own.holders()).containsExactly(Map.entry(borises, borisesCopy));

    alice.deletes(alice.copyOf(hello));
    Message left = boris.holds(boris.copyOf(hello)).orElseThrow().message();
    Room afterwards = room(about(hello, scope(boris, borises, Scope.Reach.OWNER_AND_SENDER)));
    assertThat(afterwards.message()).contains(left);
    assertThat(afterwards.holders()).containsExactly(Map.entry(borises, borisesCopy));
    Room mine = room(about(hello, scope(alice, alices, Scope.Reach.EVERYONE)));
    assertThat(mine.holders()).doesNotContainKey(alices);

    boris.deletes(boris.copyOf(hello));
    Room gone = room(about(hello, scope(boris, borises, Scope.Reach.OWNER_AND_SENDER)));
    assertThat(gone.message()).isEmpty();
    assertThat(gone.holders()).isEmpty();
  }

  @Test
  default void whatWasSentBeforeIsFoundByItsSenderInItsConversation() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    HeldMessage sent = alice.sends(alices, "Hello", "the key").message().orElseThrow();
    Scope scope = scope(alice, alices, Scope.Reach.EVERYONE);

    Room room = room(under("the key", scope));
    assertThat(room.sentBefore().orElseThrow().ordinal()).isEqualTo(sent.message().ordinal());
    assertThat(room.sentBefore().orElseThrow().sender()).isEqualTo(alice.id());
    assertThat(room.message()).contains(sent.message());
    assertThat(room.holders()).containsEntry(alices, sent.copy());
    assertThat(room(under("The key", scope)).sentBefore()).isEmpty();
    assertThat(room(under("the key ", scope)).sentBefore()).isEmpty();
    assertThat(room(under("the key", scope(boris, borises, Scope.Reach.EVERYONE))).sentBefore())
        .isEmpty();
    CopyId notes = alice.chatWith(alice);
    assertThat(room(under("the key", scope(alice, notes, Scope.Reach.EVERYONE))).sentBefore())
        .isEmpty();

    alice.unsends(sent.copy().id());
    Room afterwards = room(under("the key", scope));
    assertThat(afterwards.sentBefore()).isEqualTo(room.sentBefore());
    assertThat(afterwards.message()).isEmpty();
    assertThat(afterwards.holders()).isEmpty();
  }
}
