package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Sending: a copy for each owner, a notification for each other, and nothing changed on the way.
/// Sending again under the same id is in [RepeatingContract].
public interface SendingContract extends FreshStore {

  @Test
  default void everyOwnerGetsACopyAndEveryOtherANotification() {
    Talk talk = Talk.on(store());
    Person alice = talk.alice();
    Person boris = talk.boris();
    talk.scene().later();
    HeldMessage sent = alice.sends(talk.alices(), "Hello");
    Message message = sent.message();
    assertThat(message)
        .isEqualTo(
            new Message(
                message.id(),
                alice.sees(talk.alices()).conversation().id(),
                1,
                alice.id(),
                alice.session(),
                "Hello",
                talk.scene().now(),
                Optional.empty(),
                2,
                1,
                Optional.empty()));
    assertThat(sent.copy())
        .isEqualTo(copy(new MessageCopyId(talk.alices(), 1), alice, message, sent.copy().seq()));
    assertThat(alice.messages(talk.alices())).containsExactly(sent);
    HeldMessage received = boris.messages(talk.borises()).get(0);
    assertThat(received.message()).isEqualTo(message);
    assertThat(received.copy())
        .isEqualTo(
            copy(new MessageCopyId(talk.borises(), 1), boris, message, received.copy().seq()));
    assertThat(boris.messages(talk.borises())).hasSize(1);
    assertThat(boris.notifications()).containsExactly(received);
    assertThat(alice.notifications()).isEmpty();
    assertThat(alice.unread(talk.alices())).isZero();
    assertThat(boris.unread(talk.borises())).isEqualTo(1);
    assertThat(alice.lastMessage(talk.alices())).contains(sent);
    assertThat(boris.lastMessage(talk.borises())).contains(received);
    assertThat(message.readAt()).isEmpty();
  }

  private static MessageCopy copy(MessageCopyId id, Person owner, Message of, long seq) {
    return new MessageCopy(
        id,
        owner.id(),
        of.id(),
        !of.sender().equals(owner.id()),
        seq,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  default void aMessageToOneselfIsOneCopyWithoutNotification() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    HeldMessage note = alice.sends(notes, "Note");
    assertThat(alice.messages(notes)).containsExactly(note);
    assertThat(note.message().holders()).isEqualTo(1);
    assertThat(note.message().awaiting()).isZero();
    assertThat(note.message().readAt()).isEmpty();
    assertThat(note.copy().received()).isFalse();
    assertThat(alice.notifications()).isEmpty();
    assertThat(alice.unread(notes)).isZero();
  }

  @Test
  default void theOrderIsTotalAndTheSameForBothAlsoWithinOneMoment() {
    Talk talk = Talk.on(store());
    for (int i = 1; i <= 3; i++) {
      talk.alice().sends(talk.alices(), "Alice " + i);
      talk.boris().sends(talk.borises(), "Boris " + i);
    }
    List<String> newestFirst =
        List.of("Boris 3", "Alice 3", "Boris 2", "Alice 2", "Boris 1", "Alice 1");
    assertThat(talk.alice().texts(talk.alices())).isEqualTo(newestFirst);
    assertThat(talk.boris().texts(talk.borises())).isEqualTo(newestFirst);
    assertThat(talk.alice().messages(talk.alices()))
        .extracting(held -> held.message().ordinal())
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(3);
    assertThat(talk.alice().unread(talk.alices())).isEqualTo(3);
  }

  @Test
  default void activityIsWhenTheNewestMessageWasSent() {
    Talk talk = Talk.on(store());
    var begun = talk.scene().now();
    assertThat(talk.alice().sees(talk.alices()).conversation().activityAt()).isEqualTo(begun);
    var sent = talk.scene().later();
    HeldMessage hello = talk.alice().sends(talk.alices(), "Hello");
    assertThat(talk.boris().sees(talk.borises()).conversation().activityAt()).isEqualTo(sent);
    talk.scene().clock().set(begun.minusSeconds(60));
    talk.boris().sends(talk.borises(), "From a clock that went back");
    assertThat(talk.alice().sees(talk.alices()).conversation().activityAt()).isEqualTo(sent);
    talk.alice().unsends(hello.copy().id());
    assertThat(talk.alice().sees(talk.alices()).conversation().activityAt()).isEqualTo(sent);
  }

  @Test
  default void contentIsKeptAsItIsWritten() {
    Talk talk = Talk.on(store());
    for (String content :
        List.of(
            "x",
            "  leading, trailing and\ttabs  ",
            "line\nbreaks\r\nof all\rkinds",
            "<script>alert('x')</script> &amp; \"quotes\" \\ \\n % _ $1 {} ? :name",
            "e\u0301 is not \u00E9",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u202Ertl\u202C \uFEFF\uFFFF",
            "\u0001\u001F\u007F\u0085 control",
            "a\u0300".repeat(5000),
            "\uD83D\uDE00".repeat(10_000),
            "漢".repeat(10_000))) {
      HeldMessage sent = talk.alice().sends(talk.alices(), content);
      assertThat(sent.message().content()).isEqualTo(content);
      assertThat(talk.boris().lastMessage(talk.borises()).orElseThrow().message().content())
          .isEqualTo(content);
      talk.alice().edits(sent.copy().id(), "In between");
      assertThat(talk.alice().edits(sent.copy().id(), content).message().content())
          .isEqualTo(content);
      assertThat(talk.boris().lastMessage(talk.borises()).orElseThrow().message().content())
          .isEqualTo(content);
    }
  }

  @Test
  default void contentThatBreaksItsRuleIsRefused() {
    Talk talk = Talk.on(store());
    HeldMessage hello = talk.alice().sends(talk.alices(), "Hello");
    for (String bad :
        List.of(
            "",
            " ",
            "\n\t\r ",
            "\u00A0\u2003\u3000",
            "\u200B\u200D\uFEFF\u2060",
            "x".repeat(10_001),
            "\uD83D\uDE00".repeat(10_001),
            "zero\u0000",
            "half \uD83D",
            "other half \uDE00",
            "\uDE00\uD83D turned around")) {
      var sending =
          Refusals.refusedInVain(
              talk.scene(),
              Failure.InvalidInput.class,
              () -> talk.alice().sends(talk.alices(), bad));
      assertThat(sending.field()).isEqualTo("content");
      var editing =
          Refusals.refusedInVain(
              talk.scene(),
              Failure.InvalidInput.class,
              () -> talk.alice().edits(hello.copy().id(), bad));
      assertThat(editing.field()).isEqualTo("content");
    }
  }

  @Test
  default void onlyTheOwnerOfACopySendsThroughIt() {
    Talk talk = Talk.on(store());
    Person clara = talk.scene().clara();
    CopyId nothing = new CopyId(999_999);
    for (var attempt : List.of(talk.borises(), nothing, clara.chatWith(talk.boris()))) {
      Refusals.refusedInVain(
          talk.scene(), Failure.NotFound.class, () -> talk.alice().sends(attempt, "Hello"));
    }
    Refusals.refusedInVain(
        talk.scene(), Failure.NotFound.class, () -> clara.sends(talk.alices(), "Hello"));
    Refusals.refusedInVain(
        talk.scene(),
        Failure.NotFound.class,
        () ->
            talk.scene()
                .buddyChat()
                .handle(
                    new SendMessage(
                        talk.alice().viewer(),
                        Family.GROUP,
                        talk.alices(),
                        "Hello",
                        Optional.empty())));
  }

  @Test
  default void whatWasClearedStaysAwayWhenNewMessagesCome() {
    Talk talk = Talk.on(store());
    talk.alice().sends(talk.alices(), "Old");
    talk.boris().clears(talk.borises());
    talk.boris().archives(talk.borises(), true);
    HeldMessage fresh = talk.alice().sends(talk.alices(), "New");
    assertThat(talk.boris().texts(talk.borises())).containsExactly("New");
    assertThat(talk.boris().unread(talk.borises())).isEqualTo(1);
    assertThat(talk.boris().sees(talk.borises()).copy().archived()).as("still archived").isTrue();
    assertThat(fresh.message().holders()).isEqualTo(2);
    assertThat(talk.alice().texts(talk.alices())).containsExactly("New", "Old");
  }

  @Test
  default void aSessionIsRememberedAsTheOrigin() {
    Talk talk = Talk.on(store());
    Person elsewhere = talk.alice().onAnotherDevice();
    HeldMessage sent = elsewhere.sends(talk.alices(), "From my other device");
    assertThat(sent.message().origin()).isEqualTo(elsewhere.session());
    assertThat(sent.message().sender()).isEqualTo(talk.alice().id());
    assertThat(talk.alice().texts(talk.alices())).containsExactly("From my other device");
  }
}
