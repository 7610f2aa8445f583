package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Pages of messages, conversations and notifications: what is in them, and whether there is more
/// at either side, for every request one could make; and walks that stay right while rows come and
/// go.
public interface MailboxPagingContract extends FreshStore {

  private static Position at(HeldMessage held) {
    return Position.of(held.copy().id().ordinal());
  }

  private Function<PageRequest, Page<HeldMessage>> messages(Person owner, CopyId chat) {
    return page ->
        store()
            .mailboxes()
            .messages(owner.id(), List.of(chat), page)
            .getOrDefault(chat, Page.empty());
  }

  private Function<PageRequest, Page<HeldMessage>> notifications(
      Person owner, Optional<Boolean> noticed) {
    return page -> store().mailboxes().notifications(owner.id(), noticed, page);
  }

  private Function<PageRequest, Page<HeldConversation>> chats(
      Person owner, Optional<Boolean> archived) {
    return page -> store().mailboxes().conversations(owner.id(), Family.CHAT, archived, page);
  }

  /// Seven messages, of which the third, the fifth and the last are gone again.
  private static CopyId chatWithGaps(Person one, Person other) {
    CopyId chat = one.chatWith(other);
    CopyId others = other.chatWith(one);
    for (int i = 1; i <= 7; i++) {
      if (i % 2 == 0) {
        other.sends(others, "Message " + i);
      } else {
        one.sends(chat, "Message " + i);
      }
    }
    one.deletes(new MessageCopyId(chat, 3));
    one.unsends(new MessageCopyId(chat, 5));
    one.deletes(new MessageCopyId(chat, 7));
    return chat;
  }

  @Test
  default void pagesOfMessagesAreExact() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId chat = chatWithGaps(alice, scene.boris());
    List<HeldMessage> all = messages(alice, chat).apply(PageRequest.first(100)).items();
    assertThat(all)
        .extracting(held -> held.message().content())
        .containsExactly("Message 6", "Message 4", "Message 2", "Message 1");
    Paging.isExact(
        all,
        MailboxPagingContract::at,
        List.of(Position.of(0), Position.of(3), Position.of(5), Position.of(7), Position.of(99)),
        messages(alice, chat));
  }

  @Test
  default void pagesOfAnEmptyConversationAreExact() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId chat = chatWithGaps(alice, scene.boris());
    alice.clears(chat);
    Paging.isExact(
        List.of(), MailboxPagingContract::at, List.of(Position.of(4)), messages(alice, chat));
  }

  @Test
  default void pagesOfNotificationsAreExact() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    chatWithGaps(boris, alice);
    chatWithGaps(scene.clara(), alice);
    List<HeldMessage> all =
        notifications(alice, Optional.empty()).apply(PageRequest.first(100)).items();
    assertThat(all).hasSize(6);
    Paging.isExact(
        all,
        held -> Position.of(held.copy().seq()),
        List.of(Position.of(0), Position.of(5), Position.of(99)),
        notifications(alice, Optional.empty()));

    alice.notices(all.get(1).copy().id());
    alice.notices(all.get(4).copy().id());
    for (boolean noticed : new boolean[] {true, false}) {
      Paging.isExact(
          notifications(alice, Optional.of(noticed)).apply(PageRequest.first(100)).items(),
          held -> Position.of(held.copy().seq()),
          List.of(Position.of(all.get(2).copy().seq()), Position.of(all.get(4).copy().seq())),
          notifications(alice, Optional.of(noticed)));
    }
  }

  @Test
  default void pagesOfConversationsAreExactAlsoAmongThoseOfTheSameMoment() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    for (int i = 0; i < 3; i++) {
      alice.chatWith(scene.person(People.somebody(i)));
    }
    scene.later();
    for (int i = 3; i < 6; i++) {
      alice.chatWith(scene.person(People.somebody(i)));
    }
    List<HeldConversation> all =
        chats(alice, Optional.empty()).apply(PageRequest.first(100)).items();
    assertThat(all).hasSize(6);
    long early = Scene.BEGINNING.toEpochMilli();
    long late = scene.now().toEpochMilli();
    List<Position> nowhere =
        List.of(
            new Position(early, 0),
            new Position(early, Long.MAX_VALUE),
            new Position((early + late) / 2, 5),
            new Position(late, all.get(1).copy().id().value() - 1),
            new Position(Long.MAX_VALUE, Long.MAX_VALUE));
    Paging.isExact(all, HeldConversation::position, nowhere, chats(alice, Optional.empty()));

    alice.archives(all.get(0).copy().id(), true);
    alice.archives(all.get(4).copy().id(), true);
    for (boolean archived : new boolean[] {true, false}) {
      Paging.isExact(
          chats(alice, Optional.of(archived)).apply(PageRequest.first(100)).items(),
          HeldConversation::position,
          List.of(all.get(0).position(), all.get(2).position()),
          chats(alice, Optional.of(archived)));
    }
  }

  @Test
  default void walkingDownWhileMessagesComeAndGoSeesEachThatStaysOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int i = 1; i <= 12; i++) {
      alice.sends(notes, "Note " + i);
    }
    List<Long> doomed = new ArrayList<>(List.of(11L, 6L, 3L));
    List<HeldMessage> seen =
        Paging.walkDown(
            3,
            MailboxPagingContract::at,
            messages(alice, notes),
            () -> {
              alice.sends(notes, "New");
              if (!doomed.isEmpty()) {
                alice.deletes(new MessageCopyId(notes, doomed.remove(0)));
              }
            });
    assertThat(seen)
        .extracting(held -> held.copy().id().ordinal())
        .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  default void walkingUpWhileMessagesComeAndGoEndsAtTheNewest() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int i = 1; i <= 6; i++) {
      alice.sends(notes, "Note " + i);
    }
    List<Long> doomed = new ArrayList<>(List.of(2L, 5L));
    List<HeldMessage> seen =
        Paging.walkUp(
            2,
            MailboxPagingContract::at,
            messages(alice, notes),
            () -> {
              if (!doomed.isEmpty()) {
                alice.deletes(new MessageCopyId(notes, doomed.remove(0)));
                alice.sends(notes, "New");
              }
            });
    assertThat(seen)
        .extracting(held -> held.copy().id().ordinal())
        .containsExactly(8L, 7L, 6L, 4L, 3L, 2L, 1L);
  }

  @Test
  default void walkingThroughChatsSeesEachThatKeepsItsPlaceOnce() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    List<CopyId> chats = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      scene.later();
      chats.add(0, alice.chatWith(scene.person(People.somebody(i))));
    }
    List<CopyId> seen =
        Paging.walkDown(
                2,
                HeldConversation::position,
                chats(alice, Optional.empty()),
                () -> {
                  scene.later();
                  alice.sends(chats.get(3), "Up it goes");
                })
            .stream()
            .map(held -> held.copy().id())
            .toList();
    List<CopyId> others = new ArrayList<>(chats);
    others.remove(3);
    assertThat(seen).containsExactlyElementsOf(others);
  }

  @Test
  default void aPageIsRightWhenTheRowOfItsCursorIsGone() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    CopyId notes = alice.chatWith(alice);
    for (int i = 1; i <= 4; i++) {
      alice.sends(notes, "Note " + i);
    }
    Position third = Position.of(3);
    alice.deletes(new MessageCopyId(notes, 3));
    Page<HeldMessage> after = messages(alice, notes).apply(PageRequest.first(5).after(third));
    assertThat(after.items())
        .extracting(held -> held.copy().id().ordinal())
        .containsExactly(2L, 1L);
    assertThat(after.hasPrevious()).isTrue();
    assertThat(after.hasNext()).isFalse();
    alice.deletes(new MessageCopyId(notes, 4));
    assertThat(messages(alice, notes).apply(PageRequest.first(5).after(third)).hasPrevious())
        .as("nothing newer is left")
        .isFalse();
  }
}
