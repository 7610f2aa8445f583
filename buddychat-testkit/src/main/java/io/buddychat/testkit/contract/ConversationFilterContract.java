package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Finding one's own conversations by what they are like.
public interface ConversationFilterContract extends FreshStore {

  private List<HeldConversation> wanted(Person person, Family family, ConversationFilter filter) {
    return store()
        .mailboxes()
        .conversations(person.id(), family, filter, PageRequest.first(100))
        .items();
  }

  private List<String> titles(Person person, ConversationFilter filter) {
    return wanted(person, Family.GROUP, filter).stream()
        .map(held -> held.conversation().card().orElseThrow().title())
        .toList();
  }

  private static ConversationFilter titled(String beginning) {
    return new ConversationFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(beginning));
  }

  private static ConversationFilter filter(
      Optional<Boolean> archived, Optional<Boolean> unread, Optional<Boolean> admin) {
    return new ConversationFilter(archived, unread, admin, Optional.empty());
  }

  /// Boris is the admin of two groups and a plain member of two others, of which one has something
  /// new and one is in his archive.
  private static Person boris(Scene scene) {
    Person alice = scene.alice().inGroups();
    Person boris = scene.boris().inGroups();
    boris.groups().creates("Mango", List.of());
    CopyId news = alice.groups().creates("mangrove", List.of(boris.id()));
    boris.groups().creates("100% Java", List.of(alice.id()));
    alice.groups().creates("Straße", List.of(boris.id()));
    alice.groups().creates("Man of others", List.of());
    alice.sends(news, "New");
    boris.archives(group(boris, "Straße"), true);
    return boris;
  }

  private static CopyId group(Person person, String title) {
    return person
        .scene()
        .buddyChat()
        .mailboxes()
        .groupCalled(person.id(), title)
        .orElseThrow()
        .copy()
        .id();
  }

  @Test
  default void groupsAreFoundByHowTheirTitleBegins() {
    Person boris = boris(Scene.on(store()));
    assertThat(titles(boris, titled("")))
        .containsExactly("Straße", "100% Java", "mangrove", "Mango");
    assertThat(titles(boris, titled("mAn"))).containsExactly("mangrove", "Mango");
    assertThat(titles(boris, titled("mango"))).containsExactly("Mango");
    assertThat(titles(boris, titled("100%"))).containsExactly("100% Java");
    assertThat(titles(boris, titled("STRASSE"))).containsExactly("Straße");
    for (String nothing : List.of("%", "_", "ango", "mangoo", "\u0000", "\uD800", "Man of")) {
      assertThat(titles(boris, titled(nothing))).as(nothing).isEmpty();
    }
    boris.chatWith(boris.scene().alice());
    assertThat(wanted(boris, Family.CHAT, titled(""))).as("chats have no title").isEmpty();
  }

  @Test
  default void groupsAreFoundByWhatTheirOwnerDidWithThem() {
    Person boris = boris(Scene.on(store()));
    Optional<Boolean> any = Optional.empty();
    Optional<Boolean> yes = Optional.of(true);
    Optional<Boolean> no = Optional.of(false);
    assertThat(titles(boris, filter(yes, any, any))).containsExactly("Straße");
    assertThat(titles(boris, filter(any, yes, any))).containsExactly("mangrove");
    assertThat(titles(boris, filter(any, no, any))).containsExactly("Straße", "100% Java", "Mango");
    assertThat(titles(boris, filter(any, any, yes))).containsExactly("100% Java", "Mango");
    assertThat(titles(boris, filter(any, any, no))).containsExactly("Straße", "mangrove");
    assertThat(titles(boris, filter(no, any, no))).containsExactly("mangrove");
    assertThat(titles(boris, filter(yes, yes, any))).isEmpty();
    assertThat(titles(boris, new ConversationFilter(no, no, yes, Optional.of("m"))))
        .as("all at once")
        .containsExactly("Mango");
    boris.clears(group(boris, "mangrove"));
    assertThat(titles(boris, filter(any, yes, any))).isEmpty();
  }

  @Test
  default void pagesOfWhatAFilterWantsAreExact() {
    Person boris = boris(Scene.on(store()));
    for (ConversationFilter filter :
        List.of(
            titled("m"),
            filter(Optional.empty(), Optional.of(false), Optional.empty()),
            filter(Optional.empty(), Optional.empty(), Optional.of(true)))) {
      Paging.isExact(
          wanted(boris, Family.GROUP, filter),
          HeldConversation::position,
          List.of(new Position(0, 0), new Position(Long.MAX_VALUE, Long.MAX_VALUE)),
          page -> store().mailboxes().conversations(boris.id(), Family.GROUP, filter, page));
    }
  }
}
