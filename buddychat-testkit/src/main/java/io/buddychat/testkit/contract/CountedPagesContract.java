package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Pages that skip what stands before them: of conversations, of the whole mailbox, of
/// notifications.
public interface CountedPagesContract extends FreshStore {

  /// Alice writes to herself and to four others, who write back.
  private static Person alice(Scene scene) {
    Person alice = scene.alice();
    alice.sends(alice.chatWith(alice), "A note");
    for (int i = 0; i < 4; i++) {
      Person other = scene.person(People.somebody(i));
      if (i == 2) {
        scene.later();
      }
      alice.sends(alice.chatWith(other), "Hello " + i);
      other.sends(other.chatWith(alice), "Hello back " + i);
    }
    return alice;
  }

  @Test
  default void pagesOfConversationsThatSkipAreExact() {
    Scene scene = Scene.on(store());
    Person alice = alice(scene);
    List<HeldConversation> all = alice.conversations();
    assertThat(all).hasSize(5);
    Paging.skipsExactly(
        all,
        HeldConversation::position,
        page ->
            store()
                .mailboxes()
                .conversations(alice.id(), Family.CHAT, ConversationFilter.NONE, page));
    CopyId archived = all.get(1).copy().id();
    alice.archives(archived, true);
    assertThat(
            store()
                .mailboxes()
                .conversations(
                    alice.id(),
                    Family.CHAT,
                    ConversationFilter.archived(Optional.of(false)),
                    PageRequest.first(2).skipping(1))
                .items())
        .as("what the filter does not want is not counted")
        .extracting(held -> held.copy().id())
        .containsExactly(all.get(2).copy().id(), all.get(3).copy().id());
  }

  @Test
  default void pagesOfMessagesThatSkipAreExact() {
    Person alice = alice(Scene.on(store()));
    CopyId notes = alice.chatWith(alice);
    alice.sends(notes, "Two");
    alice.sends(notes, "Three");
    for (MessageFilter filter :
        List.of(
            MessageFilter.NONE,
            new MessageFilter(Optional.empty(), Optional.empty(), Optional.of(true)),
            new MessageFilter(Optional.empty(), Optional.of(true), Optional.empty()),
            new MessageFilter(Optional.of(notes), Optional.empty(), Optional.empty()))) {
      List<HeldMessage> all =
          store().mailboxes().messages(alice.id(), filter, PageRequest.first(100)).items();
      assertThat(all).hasSizeGreaterThanOrEqualTo(3);
      Paging.skipsExactly(
          all, filter::position, page -> store().mailboxes().messages(alice.id(), filter, page));
    }
  }

  @Test
  default void pagesOfNotificationsThatSkipAreExact() {
    Person alice = alice(Scene.on(store()));
    List<HeldMessage> all = alice.notifications();
    assertThat(all).hasSize(4);
    Paging.skipsExactly(
        all,
        held -> Position.of(held.copy().seq()),
        page -> store().mailboxes().notifications(alice.id(), Optional.empty(), page));
  }
}
