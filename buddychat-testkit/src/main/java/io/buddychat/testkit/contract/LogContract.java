package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import org.junit.jupiter.api.Test;

/// What each command writes into whose log, in which order, with the ids of the log's owner.
public interface LogContract extends FreshStore {

  private static Event about(Operation operation, Person owner, HeldMessage message, Person actor) {
    return new Event.OfMessage(
        operation, owner.copyOf(message), message.message().id(), actor.id());
  }

  private static ConversationId conversation(Talk talk) {
    return talk.alice().sees(talk.alices()).conversation().id();
  }

  @Test
  default void openingIsToldToBoth() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    News news = News.since(scene);
    CopyId alices = alice.chatWith(boris);
    CopyId borises = boris.chatWith(alice);
    ConversationId conversation = alice.sees(alices).conversation().id();
    news.tells(
        alice, alice, new Event.OfCopy(Operation.CHAT_CREATED, alices, conversation, alice.id()));
    news.tells(
        boris, alice, new Event.OfCopy(Operation.CHAT_CREATED, borises, conversation, alice.id()));
    assertThat(alice.head()).isEqualTo(1);
    assertThat(boris.head()).isEqualTo(1);
  }

  @Test
  default void openingAChatWithOneselfIsToldOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    News news = News.since(scene);
    CopyId notes = alice.chatWith(alice);
    ConversationId conversation = alice.sees(notes).conversation().id();
    news.tells(
        alice, alice, new Event.OfCopy(Operation.CHAT_CREATED, notes, conversation, alice.id()));
  }

  @Test
  default void sendingIsToldToBothAndNotifiedToTheOther() {
    Talk talk = Talk.on(store());
    News news = News.since(talk.scene());
    talk.scene().later();
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    news.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_CREATED, talk.alice(), sent, talk.alice()));
    news.tells(
        talk.boris(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_CREATED, talk.boris(), sent, talk.alice()),
        about(Operation.NOTIFICATION_CREATED, talk.boris(), sent, talk.alice()));
    assertThat(talk.boris().copyOf(sent).copy()).isEqualTo(talk.borises());
  }

  @Test
  default void theOriginIsTheSessionThatDidIt() {
    Talk talk = Talk.on(store());
    Person elsewhere = talk.alice().onAnotherDevice();
    News news = News.since(talk.scene());
    HeldMessage sent = elsewhere.sends(talk.alices(), "Hello");
    Event created = about(Operation.CHAT_MESSAGE_CREATED, talk.alice(), sent, talk.alice());
    news.tells(talk.alice(), elsewhere, created);
    assertThat(elsewhere.session()).isNotEqualTo(talk.alice().session());
  }

  @Test
  default void aNoteToOneselfIsToldOnce() {
    Talk talk = Talk.on(store());
    CopyId notes = talk.alice().chatWith(talk.alice());
    News news = News.since(talk.scene());
    HeldMessage note = talk.alice().sends(notes, "Note");
    news.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_CREATED, talk.alice(), note, talk.alice()));
    news.nothing(talk.boris());
  }

  @Test
  default void editingIsToldToThoseWhoHoldACopy() {
    Talk talk = Talk.on(store());
    HeldMessage held = talk.alice().sends(talk.alices(), "Held");
    HeldMessage deleted = talk.alice().sends(talk.alices(), "Deleted");
    talk.boris().deletes(talk.boris().copyOf(deleted));
    talk.scene().later();
    News news = News.since(talk.scene());
    talk.alice().edits(held.copy().id(), "Edited");
    news.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_UPDATED, talk.alice(), held, talk.alice()));
    news.tells(
        talk.boris(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_UPDATED, talk.boris(), held, talk.alice()));
    News next = News.since(talk.scene());
    talk.alice().edits(deleted.copy().id(), "Edited too");
    next.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_UPDATED, talk.alice(), deleted, talk.alice()));
    next.nothing(talk.boris());
  }

  @Test
  default void unsendingIsToldToThoseWhoHeldACopy() {
    Talk talk = Talk.on(store());
    HeldMessage held = talk.alice().sends(talk.alices(), "Held");
    HeldMessage deleted = talk.alice().sends(talk.alices(), "Deleted");
    talk.boris().deletes(talk.boris().copyOf(deleted));
    talk.scene().later();
    News news = News.since(talk.scene());
    talk.alice().unsends(held.copy().id());
    news.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_UNSENT, talk.alice(), held, talk.alice()));
    news.tells(
        talk.boris(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_UNSENT, talk.boris(), held, talk.alice()),
        about(Operation.NOTIFICATION_DELETED, talk.boris(), held, talk.alice()));
    News next = News.since(talk.scene());
    talk.alice().unsends(deleted.copy().id());
    next.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_UNSENT, talk.alice(), deleted, talk.alice()));
    next.nothing(talk.boris());
  }

  @Test
  default void deletingIsToldToTheOwnerOnly() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    talk.scene().later();
    News news = News.since(talk.scene());
    talk.boris().deletes(talk.boris().copyOf(sent));
    news.tells(
        talk.boris(),
        talk.boris(),
        about(Operation.CHAT_MESSAGE_DELETED, talk.boris(), sent, talk.boris()),
        about(Operation.NOTIFICATION_DELETED, talk.boris(), sent, talk.boris()));
    news.nothing(talk.alice());
    News next = News.since(talk.scene());
    talk.alice().deletes(sent.copy().id());
    next.tells(
        talk.alice(),
        talk.alice(),
        about(Operation.CHAT_MESSAGE_DELETED, talk.alice(), sent, talk.alice()));
    next.nothing(talk.boris());
  }

  @Test
  default void readingIsToldToReaderAndSender() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    talk.scene().later();
    News news = News.since(talk.scene());
    talk.boris().reads(talk.boris().copyOf(sent));
    news.tells(
        talk.boris(),
        talk.boris(),
        about(Operation.CHAT_MESSAGE_READ, talk.boris(), sent, talk.boris()));
    news.tells(
        talk.alice(),
        talk.boris(),
        about(Operation.CHAT_MESSAGE_READ, talk.alice(), sent, talk.boris()));
  }

  @Test
  default void readingIsNotToldToASenderWhoHasLetGo() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    talk.alice().deletes(sent.copy().id());
    News news = News.since(talk.scene());
    talk.boris().reads(talk.boris().copyOf(sent));
    news.tells(
        talk.boris(),
        talk.boris(),
        about(Operation.CHAT_MESSAGE_READ, talk.boris(), sent, talk.boris()));
    news.nothing(talk.alice());
  }

  @Test
  default void noticingIsToldToTheReceiverOnly() {
    Talk talk = Talk.on(store());
    HeldMessage sent = talk.alice().sends(talk.alices(), "Hello");
    talk.scene().later();
    News news = News.since(talk.scene());
    talk.boris().notices(talk.boris().copyOf(sent));
    news.tells(
        talk.boris(),
        talk.boris(),
        about(Operation.NOTIFICATION_READ, talk.boris(), sent, talk.boris()));
    news.nothing(talk.alice());
  }

  @Test
  default void clearingIsOneEventForItsOwner() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "One");
    talk.boris().sends(talk.borises(), "Two");
    talk.scene().later();
    News news = News.since(talk.scene());
    talk.boris().clears(talk.borises());
    news.tells(
        talk.boris(),
        talk.boris(),
        new Event.OfCopy(
            Operation.CHAT_DELETED, talk.borises(), conversation(talk), talk.boris().id()));
    news.nothing(talk.alice());
  }

  @Test
  default void archivingIsToldToItsOwnerOnly() {
    Talk talk = Talk.on(store());
    Event updated =
        new Event.OfCopy(
            Operation.CHAT_UPDATED, talk.borises(), conversation(talk), talk.boris().id());
    for (boolean archived : new boolean[] {true, false}) {
      talk.scene().later();
      News news = News.since(talk.scene());
      talk.boris().archives(talk.borises(), archived);
      news.tells(talk.boris(), talk.boris(), updated);
      news.nothing(talk.alice());
    }
  }
}
