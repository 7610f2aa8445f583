package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.chat.SendDirectMessage;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Sending to a person, whether there is a chat with them or not.
public interface DirectMessagesContract extends FreshStore {

  private static SendMessage.Sent sends(
      Person sender, UserId to, String content, Optional<String> key, AttachmentId... files) {
    return sender
        .scene()
        .buddyChat()
        .sendDirectMessage()
        .to(sender.viewer(), to, new SendDirectMessage.Draft(content, key, List.of(files)));
  }

  private static SendMessage.Sent sends(Person sender, Person to, String content) {
    return sends(sender, to.id(), content, Optional.empty());
  }

  private static List<Operation> operations(Person person) {
    return person.log().stream().map(Entry::event).map(event -> event.operation()).toList();
  }

  @Test
  default void theFirstMessageBeginsTheChat() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    SendMessage.Sent sent = sends(alice, boris, "Hello");
    assertThat(sent.duplicate()).isFalse();
    CopyId alices = alice.chatWith(boris);
    assertThat(sent.message()).isEqualTo(alice.lastMessage(alices));
    assertThat(boris.texts(boris.chatWith(alice))).containsExactly("Hello");
    assertThat(boris.notifications()).hasSize(1);
    assertThat(operations(alice))
        .containsExactly(Operation.CHAT_CREATED, Operation.CHAT_MESSAGE_CREATED);
    assertThat(operations(boris))
        .containsExactly(
            Operation.CHAT_CREATED, Operation.CHAT_MESSAGE_CREATED, Operation.NOTIFICATION_CREATED);
  }

  @Test
  default void theNextMessageGoesToTheSameChat() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    sends(alice, boris, "One");
    sends(boris, alice, "Two");
    alice.sends(alice.chatWith(boris), "Three");
    sends(alice, boris, "Four");
    assertThat(boris.conversations()).hasSize(1);
    assertThat(boris.texts(boris.chatWith(alice))).containsExactly("Four", "Three", "Two", "One");
  }

  @Test
  default void toOneselfItIsANote() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    sends(alice, alice, "Buy milk");
    sends(alice, alice, "And bread");
    assertThat(alice.texts(alice.chatWith(alice))).containsExactly("And bread", "Buy milk");
    assertThat(alice.notifications()).isEmpty();
  }

  @Test
  default void whatIsRepeatedIsSentOnceAlsoWhenItBeganTheChat() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    SendMessage.Sent first = sends(alice, boris.id(), "Hello", Optional.of("key"));
    Snapshot before = scene.everything();
    SendMessage.Sent again = sends(alice, boris.id(), "Hello", Optional.of("key"));
    assertThat(again).isEqualTo(new SendMessage.Sent(first.message(), true));
    assertThat(scene.everything()).isEqualTo(before);
    Refusals.refusedInVain(
        scene,
        Failure.Conflict.class,
        () -> sends(alice, boris.id(), "Something else", Optional.of("key")));
  }

  @Test
  default void whatIsRefusedLeavesNoChatBehind() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    AttachmentId foreign = boris.uploads("f", "text");
    refused(scene, Failure.InvalidInput.class, boris.id(), " ");
    refused(scene, Failure.InvalidInput.class, boris.id(), "x".repeat(10_001));
    Refusals.refusedInVain(
        scene,
        Failure.NotFound.class,
        () -> sends(alice, boris.id(), "Look", Optional.empty(), foreign));
    for (UserId nobody : List.of(new UserId(999_999), new UserId(-1))) {
      refused(scene, Failure.NotFound.class, nobody, "Hello");
    }
    assertThat(boris.conversations()).isEmpty();
    Person clara = scene.clara();
    sends(alice, clara, "Hello");
    clara.leavesForGood();
    refused(scene, Failure.Conflict.class, clara.id(), "Still there?");
    Person david = scene.david();
    david.leavesForGood();
    refused(scene, Failure.NotFound.class, david.id(), "Never met");
  }

  private static void refused(
      Scene scene, Class<? extends Failure> kind, UserId to, String content) {
    Refusals.refusedInVain(scene, kind, () -> sends(scene.alice(), to, content, Optional.empty()));
  }

  @Test
  default void twoWhoWriteToEachOtherAtOnceHaveOneChat() {
    Scene scene = Scene.on(store());
    List<Person> people = List.of(scene.alice(), scene.boris(), scene.clara(), scene.david());
    for (Person one : people) {
      for (Person other : people) {
        if (one.id().compareTo(other.id()) < 0) {
          Callable<SendMessage.Sent> there = () -> sends(one, other, "There");
          Callable<SendMessage.Sent> back = () -> sends(other, one, "Back");
          AtOnce.results(List.of(there, back));
          assertThat(one.texts(one.chatWith(other))).containsExactlyInAnyOrder("There", "Back");
          assertThat(other.texts(other.chatWith(one))).isEqualTo(one.texts(one.chatWith(other)));
        }
      }
    }
    assertThat(people).allMatch(person -> person.conversations().size() == 3);
  }

  @Test
  default void aFirstMessageIsHandedOverWithItsChat() {
    Store store = store();
    HandOverContract.Checking bus = new HandOverContract.Checking(store);
    Scene scene = Scene.on(store, settings -> settings.bus(bus));
    Person alice = scene.alice();
    Person boris = scene.boris();
    Follower follower = new Follower().follow(boris, Optional.empty()).ask(100);
    AttachmentId file = alice.uploads("list.txt", "Buy milk");
    sends(alice, boris.id(), "Hello", Optional.of("key"), file);
    assertThat(follower.items())
        .containsExactly(
            Follower.opening(0),
            "1 CHAT_CREATED",
            "2 CHAT_MESSAGE_CREATED",
            "3 NOTIFICATION_CREATED");
    bus.hasHandedOverAllOf(scene.people());
  }
}
