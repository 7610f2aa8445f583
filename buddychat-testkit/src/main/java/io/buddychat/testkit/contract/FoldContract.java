package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The law of the fold: the state at a cursor, changed by the entries after it, is the later state.
/// And what is counted along the way is what one would count.
///
/// Tried on walks that nobody thought of, each the same every time.
public interface FoldContract extends FreshStore {

  @Test
  default void stateAtACursorAndTheEntriesAfterItGiveTheLaterState() {
    Scene scene = Scene.on(store());
    List<Person> people = List.of(scene.alice(), scene.boris(), scene.clara());
    Walk walk = new Walk(scene, people, 20_260_101);
    List<Map<Person, Mirror>> read = new ArrayList<>();
    for (int part = 0; part < 6; part++) {
      Map<Person, Mirror> now = new HashMap<>();
      people.forEach(person -> now.put(person, Mirror.of(person)));
      read.add(now);
      walk.on(60);
    }
    for (Person person : people) {
      List<String> state = Mirror.of(person).lines();
      assertThat(state).as("something has happened").hasSizeGreaterThan(5);
      for (Map<Person, Mirror> early : read) {
        assertThat(mirror(early, person).catchUp().lines()).isEqualTo(state);
      }
    }
  }

  private static Mirror mirror(Map<Person, Mirror> mirrors, Person person) {
    return Optional.ofNullable(mirrors.get(person)).orElseThrow();
  }

  @Test
  default void whoTakesInEachEntryAtOnceIsAlwaysUpToDate() {
    Scene scene = Scene.on(store());
    List<Person> people = List.of(scene.alice(), scene.boris());
    Walk walk = new Walk(scene, people, 7);
    List<Mirror> mirrors = people.stream().map(Mirror::of).toList();
    for (int step = 0; step < 150; step++) {
      walk.on(1);
      for (int i = 0; i < people.size(); i++) {
        assertThat(mirrors.get(i).catchUp().lines())
            .as("after step %s", step)
            .isEqualTo(Mirror.of(people.get(i)).lines());
      }
    }
  }

  @Test
  default void theEndOfAnAccountFoldsToo() {
    Scene scene = Scene.on(store());
    List<Person> people = List.of(scene.alice(), scene.boris(), scene.clara());
    Walk walk = new Walk(scene, people, 42);
    walk.on(80);
    List<Mirror> mirrors = people.stream().map(Mirror::of).toList();
    scene.clara().leavesForGood();
    for (int i = 0; i < 2; i++) {
      assertThat(mirrors.get(i).catchUp().lines()).isEqualTo(Mirror.of(people.get(i)).lines());
    }
    countsAreRight(scene);
  }

  @Test
  default void whatIsCountedIsWhatOneWouldCount() {
    Scene scene = Scene.on(store());
    Walk walk = new Walk(scene, List.of(scene.alice(), scene.boris(), scene.clara()), 1);
    for (int part = 0; part < 10; part++) {
      walk.on(25);
      countsAreRight(scene);
    }
  }

  private static void countsAreRight(Scene scene) {
    Map<MessageId, List<HeldMessage>> copies = new HashMap<>();
    for (Person person : scene.people()) {
      List<HeldMessage> received = new ArrayList<>();
      for (HeldConversation chat : person.conversations()) {
        List<HeldMessage> held = person.messages(chat.copy().id());
        assertThat(chat.unread())
            .as("unread in %s", chat)
            .isEqualTo(held.stream().filter(FoldContract::isUnread).count());
        assertThat(person.lastMessage(chat.copy().id())).isEqualTo(held.stream().findFirst());
        held.forEach(
            each -> copies.computeIfAbsent(each.message().id(), id -> new ArrayList<>()).add(each));
        held.stream().filter(each -> each.copy().received()).forEach(received::add);
      }
      assertThat(person.notifications())
          .containsExactlyInAnyOrderElementsOf(received)
          .isSortedAccordingTo((a, b) -> Long.compare(b.copy().seq(), a.copy().seq()));
      assertThat(person.log())
          .extracting(Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, person.head()).boxed().toList());
    }
    for (List<HeldMessage> same : copies.values()) {
      assertThat(new HashSet<>(same.stream().map(HeldMessage::message).toList())).hasSize(1);
      assertThat(same.get(0).message().holders()).isEqualTo(same.size());
      assertThat(same.get(0).message().awaiting())
          .isEqualTo(same.stream().filter(FoldContract::isUnread).count());
    }
  }

  private static boolean isUnread(HeldMessage held) {
    return held.copy().received() && held.copy().readAt().isEmpty();
  }
}
