package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One's whole mailbox across conversations, and the chats with particular people.
public interface WholeMailboxContract extends FreshStore {

  private static MessageFilter filter(
      Optional<CopyId> in, Optional<Boolean> unread, Optional<Boolean> mine) {
    return new MessageFilter(in, unread, mine);
  }

  private static Page<HeldMessage> page(Person person, MessageFilter filter, PageRequest page) {
    return person.scene().buddyChat().mailboxes().messages(person.id(), filter, page);
  }

  private static List<HeldMessage> all(Person person, MessageFilter filter) {
    return page(person, filter, PageRequest.first(100)).items();
  }

  private static List<String> texts(Person person, MessageFilter filter) {
    return all(person, filter).stream().map(held -> held.message().content()).toList();
  }

  /// Boris has a chat with Alice and is in a group with her, which he has left and joined again.
  private static Person boris(Scene scene) {
    Circle circle = Circle.on(scene);
    circle.alice().groups().meets(circle.alices(), Visibility.PUBLIC, Welcome.newest(2));
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    circle.alice().sends(circle.alices(), "Group 1");
    circle.boris().sends(circle.borises(), "Group 2, mine");
    circle.alice().sends(circle.alices(), "Group 3");
    HeldMessage read = alice.sends(chat, "Chat 1, read");
    boris.reads(boris.copyOf(read));
    circle.boris().groups().leaves(circle.borises());
    alice.sends(chat, "Chat 2");
    CopyId back = circle.boris().groups().joins(circle.group());
    boris.sends(boris.chatWith(alice), "Chat 3, mine");
    circle.clara().sends(circle.claras(), "Group 4");
    circle.boris().sends(back, "Group 5, mine");
    boris.sends(boris.chatWith(boris), "A note, mine");
    boris.deletes(boris.copyOf(boris.sends(boris.chatWith(boris), "Deleted")));
    return boris;
  }

  @Test
  default void allMessagesComeInTheOrderOfTheirArrival() {
    Scene scene = Scene.on(store());
    Person boris = boris(scene);
    assertThat(texts(boris, MessageFilter.NONE))
        .containsExactly(
            "A note, mine",
            "Group 5, mine",
            "Group 4",
            "Chat 3, mine",
            "Group 3",
            "Group 2, mine",
            "Chat 2",
            "Chat 1, read");
    assertThat(texts(scene.david(), MessageFilter.NONE)).isEmpty();
  }

  @Test
  default void filtersTellReadFromUnreadAndMineFromOthers() {
    Person boris = boris(Scene.on(store()));
    Optional<CopyId> everywhere = Optional.empty();
    Optional<Boolean> any = Optional.empty();
    Optional<Boolean> yes = Optional.of(true);
    Optional<Boolean> no = Optional.of(false);
    assertThat(texts(boris, filter(everywhere, yes, any))).containsExactly("Group 4", "Chat 2");
    assertThat(texts(boris, filter(everywhere, no, any)))
        .containsExactly(
            "A note, mine",
            "Group 5, mine",
            "Chat 3, mine",
            "Group 3",
            "Group 2, mine",
            "Chat 1, read");
    assertThat(texts(boris, filter(everywhere, any, yes)))
        .containsExactly("A note, mine", "Group 5, mine", "Chat 3, mine", "Group 2, mine");
    assertThat(texts(boris, filter(everywhere, any, no)))
        .containsExactly("Group 4", "Group 3", "Chat 2", "Chat 1, read");
    assertThat(texts(boris, filter(everywhere, no, no))).containsExactly("Group 3", "Chat 1, read");
    assertThat(texts(boris, filter(everywhere, yes, yes))).isEmpty();
    Optional<CopyId> chat = Optional.of(boris.chatWith(boris.scene().alice()));
    assertThat(texts(boris, filter(chat, any, any)))
        .containsExactly("Chat 3, mine", "Chat 2", "Chat 1, read");
    assertThat(texts(boris, filter(chat, no, any))).containsExactly("Chat 3, mine", "Chat 1, read");
    assertThat(texts(boris, filter(chat, any, no))).containsExactly("Chat 2", "Chat 1, read");
  }

  @Test
  default void pagesOfTheWholeMailboxAreExactInBothDirections() {
    Person boris = boris(Scene.on(store()));
    CopyId chat = boris.chatWith(boris.scene().alice());
    for (MessageFilter filter :
        List.of(
            MessageFilter.NONE,
            filter(Optional.empty(), Optional.of(false), Optional.empty()),
            filter(Optional.empty(), Optional.empty(), Optional.of(true)),
            filter(Optional.of(chat), Optional.empty(), Optional.empty()),
            filter(Optional.of(chat), Optional.of(false), Optional.of(false)))) {
      List<HeldMessage> wanted = all(boris, filter);
      assertThat(wanted).isNotEmpty();
      Paging.isExact(
          wanted,
          filter::position,
          List.of(Position.of(0), Position.of(4), Position.of(Long.MAX_VALUE)),
          page -> page(boris, filter, page));
    }
  }

  @Test
  default void nothingOfOthersIsFound() {
    Scene scene = Scene.on(store());
    Person boris = boris(scene);
    CopyId alices = scene.alice().chatWith(boris);
    assertThat(all(boris, filter(Optional.of(alices), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(all(boris, MessageFilter.NONE))
        .allSatisfy(held -> assertThat(held.copy().owner()).isEqualTo(boris.id()));
  }

  @Test
  default void theChatsWithPeopleAreFoundByThePeople() {
    Scene scene = Scene.on(store());
    Person alice = scene.alice();
    Person boris = scene.boris();
    Person clara = scene.clara();
    CopyId withBoris = alice.chatWith(boris);
    CopyId notes = alice.chatWith(alice);
    alice.groups().creates("Friends", List.of(clara.id()));
    assertThat(
            scene
                .buddyChat()
                .mailboxes()
                .chatsWith(alice.id(), List.of(boris.id(), alice.id(), clara.id())))
        .isEqualTo(Map.of(boris.id(), alice.sees(withBoris), alice.id(), alice.sees(notes)));
    boris.leavesForGood();
    assertThat(scene.buddyChat().mailboxes().chatsWith(alice.id(), List.of(boris.id())))
        .as("also with those who are gone")
        .containsOnlyKeys(boris.id());
    assertThat(scene.buddyChat().mailboxes().chatsWith(clara.id(), List.of(boris.id()))).isEmpty();
  }
}
