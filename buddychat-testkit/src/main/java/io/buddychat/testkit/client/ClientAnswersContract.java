package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is asked and done through a [BuddyChatClient], and how it is answered.
public interface ClientAnswersContract extends ClientAtWork {

  @Test
  default void whatOnePersonDoesTheOtherHears() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris");
        Inbox inbox = boris.inbox()) {
      Chat chat = alice.chatWith(boris.me());
      MessageCopy hello = alice.send(chat, "Hello");
      alice.edit(hello, "Hello, Boris");
      alice.unsend(hello);
      assertThat(Stream.generate(inbox::take).limit(6).map(InboxEvent::operation))
          .containsExactly(
              Operation.CHAT_CREATED,
              Operation.CHAT_MESSAGE_CREATED,
              Operation.NOTIFICATION_CREATED,
              Operation.CHAT_MESSAGE_UPDATED,
              Operation.CHAT_MESSAGE_UNSENT,
              Operation.NOTIFICATION_DELETED);
      assertThat(inbox.poll(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  default void whatIsAskedIsAnsweredInTypes() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      assertThat(boris.users("ali", 10).items()).containsExactly(alice.me());
      assertThat(boris.user(alice.me().id())).isEqualTo(alice.me());
      MessageCopy hello = alice.send(alice.chatWith(boris.me()), "Hello");
      Chat chat = boris.chats(10).items().get(0);
      assertThat(chat.other()).isEqualTo(alice.me());
      assertThat(chat.unreadCount()).isEqualTo(1);
      MessageCopy his = boris.messages(chat, 10).items().get(0);
      assertThat(chat.lastMessage()).contains(his);
      assertThat(his.message()).isEqualTo(hello.message());
      assertThat(his.conversationId()).isEqualTo(chat.id());
      boris.read(his);
      assertThat(boris.chat(chat.id()).unreadCount()).isZero();
      Notification notification = boris.notifications(10).items().get(0);
      assertThat(notification.message().id()).isEqualTo(hello.message().id());
      boris.read(notification);
      assertThat(boris.notifications(10).items().get(0).readAt()).isPresent();
      boris.archive(chat, true);
      assertThat(boris.chat(chat.id()).archived()).isTrue();
      boris.delete(his);
      assertThat(boris.messages(chat, 10).items()).isEmpty();
      Chat notes = alice.chatWithMyself();
      alice.send(notes, "Milk");
      alice.clear(notes);
      assertThat(alice.messages(notes, 10).items()).isEmpty();
      assertThat(alice.query("{ me { email } }", Map.of()).at("/me/email").asText())
          .isEqualTo("alice@example.org");
    }
  }

  @Test
  default void groupsAreMadeTogetherAndFoundByTitleAndPage() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      List<NewGroup> made = alice.groups().createAll(List.of("Mango", "J", "Java"));
      assertThat(made.get(1).refusal()).contains(ErrorCode.INVALID_INPUT);
      assertThat(made.get(1).sentence()).endsWith(".");
      assertThat(made.get(1).group()).isEmpty();
      Group mango = made.get(0).group().orElseThrow();
      assertThat(mango.title()).isEqualTo("Mango");
      assertThat(alice.groups().getOrCreate("Mango", List.of(boris.me()))).isEqualTo(mango);
      Group desk = alice.groups().getOrCreate("Desk", List.of(boris.me()));
      assertThat(desk.membersCount()).isEqualTo(2);
      assertThat(alice.groups().page(1, 5, Map.of("title", "man")).items()).containsExactly(mango);
      NumberedPage<Group> second = alice.groups().page(2, 1, Map.of());
      assertThat(second.items()).hasSize(1);
      assertThat(second.hasNext()).isTrue();
      MessageCopy hello = alice.send(desk, "Hello");
      MessageCopy note = alice.send(alice.chatWithMyself(), "Milk");
      assertThat(alice.messagePage(1, 5, Map.of()))
          .isEqualTo(new NumberedPage<>(List.of(note, hello), false));
      assertThat(alice.messagePage(1, 5, Map.of("conversationId", desk.id())).items())
          .containsExactly(hello);
    }
  }

  @Test
  default void groupsAreMadeChangedAndLeft() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris");
        BuddyChatClient clara = joins("clara");
        Inbox inbox = clara.inbox()) {
      Group hers = alice.groups().create("Choir", List.of(boris.me()));
      assertThat(hers.admin()).isTrue();
      Member newcomer = alice.groups().add(hers, clara.me());
      assertThat(newcomer.user()).isEqualTo(clara.me());
      assertThat(alice.groups().members(hers, 2).all().map(Member::user))
          .containsExactly(alice.me(), boris.me(), clara.me());
      Group renamed =
          alice.groups().update(hers, Optional.of("Chorus"), Optional.empty(), Optional.empty());
      assertThat(renamed.title()).isEqualTo("Chorus");
      alice.send(hers, "Sing");
      assertThat(inbox.take().subject())
          .isInstanceOfSatisfying(
              Subject.MembershipChanged.class,
              joined -> assertThat(joined.member()).contains(newcomer));
      assertThat(inbox.take().subject())
          .isInstanceOfSatisfying(
              Subject.GroupChanged.class,
              changed -> assertThat(changed.group().orElseThrow().title()).isEqualTo("Chorus"));
      assertThat(inbox.take().subject())
          .isInstanceOfSatisfying(
              Subject.MessageChanged.class,
              sent -> assertThat(sent.copy().orElseThrow().content()).isEqualTo("Sing"));
      Group claras = clara.groups().all(10).items().get(0);
      assertThat(claras.groupId()).isEqualTo(hers.groupId());
      clara.read(clara.messages(claras, 10).items().get(0));
      assertThat(clara.groups().byId(claras.id()).unreadCount()).isZero();
      assertThat(alice.groups().changeAdmin(hers, newcomer, true).admin()).isTrue();
      alice.groups().remove(hers, newcomer);
      boris.groups().leave(boris.groups().all(10).items().get(0));
      alice.groups().removeForGood(hers);
      assertThat(alice.groups().all(10).items()).isEmpty();
    }
  }

  @Test
  default void aListIsReadPageByPageToItsEnd() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      ClientAtWork.texts(0, 7).forEach(text -> alice.send(notes, text));
      Page<MessageCopy> page = alice.messages(notes, 3);
      assertThat(page.items()).hasSize(3);
      assertThat(page.all().map(MessageCopy::content))
          .containsExactlyElementsOf(
              ClientAtWork.texts(0, 7).stream()
                  .sorted((one, other) -> other.compareTo(one))
                  .toList());
    }
  }

  @Test
  default void aRefusalSaysWhyAndWhere() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      RefusedException blank =
          catchThrowableOfType(RefusedException.class, () -> alice.send(notes, " "));
      assertThat(blank.code()).isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(blank.field()).contains("content");
      assertThat(blank.sentence()).isNotBlank();
      RefusedException taken =
          catchThrowableOfType(
              RefusedException.class, () -> alice.signUp(ClientAtWork.newUser("alice")));
      assertThat(taken.code()).isEqualTo(ErrorCode.CONFLICT);
      RefusedException missing =
          catchThrowableOfType(RefusedException.class, () -> alice.chat("no such id"));
      assertThat(missing.code()).isEqualTo(ErrorCode.NOT_FOUND);
      RefusedException nonsense =
          catchThrowableOfType(RefusedException.class, () -> alice.query("{ nonsense }", Map.of()));
      assertThat(nonsense.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    }
  }

  @Test
  default void whatIsRefusedLeavesTheRestOfTheAnswerStanding() {
    try (BuddyChatClient alice = joins("alice");
        BuddyChatClient boris = joins("boris")) {
      Map<String, String> id = Map.of("id", boris.me().id());
      RefusedException refused =
          catchThrowableOfType(
              RefusedException.class,
              () -> alice.query("query ($id: ID!) { user(id: $id) { username email } }", id));
      assertThat(refused.code()).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(refused.partial().at("/user/username").asText()).isEqualTo("boris");
    }
  }

  @Test
  default void whatIsSentAgainUnderTheSameIdArrivesOnce() {
    try (BuddyChatClient alice = joins("alice")) {
      Chat notes = alice.chatWithMyself();
      Sent first = alice.send(notes, "Milk", List.of(), "shopping 1");
      Sent again = alice.send(notes, "Milk", List.of(), "shopping 1");
      assertThat(first.duplicate()).isFalse();
      assertThat(again.duplicate()).isTrue();
      assertThat(again.copy()).isEqualTo(first.copy());
      alice.send(notes, "Milk");
      assertThat(alice.messages(notes, 10).items()).hasSize(2);
    }
  }
}
