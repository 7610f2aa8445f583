package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.chat.OpenChat;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Opening chats: one pair of copies for ever, one copy of the chat with oneself.
public interface OpeningContract extends FreshStore {

  @Test
  default void openingGivesACopyToEach() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    OpenChat.Opened opened = scene.buddyChat().openChat().with(alice.viewer(), boris.id());
    assertThat(opened.created()).isTrue();
    CopyId theirs = opened.theirs().orElseThrow();
    assertThat(theirs).isNotEqualTo(opened.mine());
    Conversation conversation = alice.sees(opened.mine()).conversation();
    assertThat(conversation)
        .isEqualTo(
            new Conversation(
                conversation.id(),
                Conversation.Kind.PAIR,
                0,
                scene.now(),
                scene.now(),
                2,
                Optional.empty()));
    assertThat(boris.sees(theirs).conversation()).isEqualTo(conversation);
    assertThat(alice.sees(opened.mine()).copy())
        .isEqualTo(
            new Copy(
                opened.mine(),
                conversation.id(),
                alice.id(),
                Optional.of(boris.id()),
                false,
                scene.now(),
                false,
                0,
                0,
                0));
    assertThat(boris.sees(theirs).copy())
        .isEqualTo(
            new Copy(
                theirs,
                conversation.id(),
                boris.id(),
                Optional.of(alice.id()),
                false,
                scene.now(),
                false,
                0,
                0,
                0));
    assertThat(alice.messages(opened.mine())).isEmpty();
    assertThat(alice.lastMessage(opened.mine())).isEmpty();
    assertThat(alice.unread(opened.mine())).isZero();
  }

  @Test
  default void openingAgainFromEitherSideGivesTheSamePair() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Hello");
    talk.boris().archives(talk.borises(), true);
    talk.alice().clears(talk.alices());
    Snapshot before = talk.scene().everything();
    talk.scene().later();
    OpenChat openChat = talk.scene().buddyChat().openChat();
    assertThat(openChat.with(talk.alice().viewer(), talk.boris().id()))
        .isEqualTo(new OpenChat.Opened(talk.alices(), Optional.of(talk.borises()), false));
    assertThat(openChat.with(talk.boris().viewer(), talk.alice().id()))
        .isEqualTo(new OpenChat.Opened(talk.borises(), Optional.of(talk.alices()), false));
    assertThat(talk.scene().everything())
        .as("opening what is there changes nothing")
        .isEqualTo(before);
  }

  @Test
  default void aChatWithOneselfHasOneCopy() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    OpenChat.Opened opened = scene.buddyChat().openChat().with(alice.viewer(), alice.id());
    assertThat(opened)
        .isEqualTo(new OpenChat.Opened(opened.mine(), Optional.of(opened.mine()), true));
    assertThat(alice.sees(opened.mine()).conversation().kind()).isEqualTo(Conversation.Kind.SELF);
    assertThat(alice.sees(opened.mine()).copy().other()).contains(alice.id());
    assertThat(scene.buddyChat().openChat().with(alice.viewer(), alice.id()))
        .isEqualTo(new OpenChat.Opened(opened.mine(), Optional.of(opened.mine()), false));
    assertThat(alice.conversations()).hasSize(1);
  }

  @Test
  default void eachPairHasAChatOfItsOwn() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    CopyId withBoris = alice.chatWith(boris);
    CopyId withClara = alice.chatWith(clara);
    CopyId notes = alice.chatWith(alice);
    assertThat(withBoris).isNotEqualTo(withClara).isNotEqualTo(notes);
    alice.sends(withBoris, "For Boris");
    assertThat(alice.texts(withClara)).isEmpty();
    assertThat(alice.texts(notes)).isEmpty();
    assertThat(clara.messages(clara.chatWith(alice))).isEmpty();
    assertThat(boris.texts(boris.chatWith(alice))).containsExactly("For Boris");
  }

  @Test
  default void thereIsNoChatWithNobody() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    for (long nobody : new long[] {999_999, 0, -1}) {
      Refusals.refusedInVain(
          scene,
          Failure.NotFound.class,
          () -> scene.buddyChat().openChat().with(alice.viewer(), new UserId(nobody)));
    }
    assertThat(alice.conversations()).isEmpty();
  }
}
