package io.buddychat.testkit.contract;

import static io.buddychat.testkit.contract.Notes.aliceWithNotes;
import static io.buddychat.testkit.contract.Notes.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Logs forget their beginning once it is old, and nothing but the logs does.
public interface ForgettingContract extends FreshStore {

  Duration MONTH = Duration.ofDays(30);

  private static void forget(Scene scene) {
    scene.buddyChat().forgetting().run();
  }

  /// What is left of a log is whole, wherever one begins to read.
  private void isWhole(Person owner, long horizon, long head) {
    assertThat(store().inboxes().bounds(owner.id())).isEqualTo(new Inboxes.Bounds(horizon, head));
    for (long after : new long[] {0, horizon}) {
      assertThat(store().inboxes().read(owner.id(), after, 1000))
          .as("after %s", after)
          .extracting(Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(horizon + 1, head).boxed().toList());
    }
  }

  private Retention.Step step(Instant before, Optional<UserId> after, int owners, int entries) {
    return store().retention().forgetEntries(before, after, owners, entries);
  }

  /// Lets every log forget as much as this at most.
  private Retention.Step everybody(Instant before, int entries) {
    return step(before, Optional.empty(), 100, entries);
  }

  @Test
  default void whatIsAsOldAsTheRetentionStaysAndWhatIsOlderIsForgotten() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 2);
    scene.later();
    alice.sends(alice.chatWith(alice), "A minute later");
    scene.clock().advance(MONTH.minusMinutes(1));
    forget(scene);
    isWhole(alice, 0, 4);
    scene.clock().advance(Duration.ofMillis(1));
    forget(scene);
    isWhole(alice, 3, 4);
    scene.later();
    forget(scene);
    isWhole(alice, 4, 4);
    alice.sends(alice.chatWith(alice), "And so on");
    isWhole(alice, 4, 5);
  }

  @Test
  default void onlyABeginningIsForgottenWhateverTheClockDid() {
    Talk talk = Talk.on(store());
    Person boris = talk.boris();
    Instant early = talk.scene().now();
    Instant late = talk.scene().later();
    talk.alice().sends(talk.alices(), "Two entries, late");
    talk.scene().clock().set(early);
    boris.archives(talk.borises(), true);
    talk.scene().clock().set(late);
    boris.archives(talk.borises(), false);
    talk.scene().clock().set(early);
    talk.alice().sends(talk.alices(), "Two entries, early");
    everybody(late, 100);
    isWhole(boris, 1, 7);
    everybody(late.plusMillis(1), 1);
    isWhole(boris, 2, 7);
    everybody(late, 100);
    isWhole(boris, 2, 7);
    everybody(late.plusMillis(1), 2);
    isWhole(boris, 4, 7);
    everybody(late, 100);
    isWhole(boris, 4, 7);
    everybody(late.plusMillis(1), 100);
    isWhole(boris, 7, 7);
  }

  @Test
  default void nothingButTheLogsChanges() {
    SharedFile shared = SharedFile.on(store());
    Circle circle = shared.circle();
    Scene scene = circle.scene();
    Person alice = scene.alice();
    Person boris = scene.boris();
    CopyId chat = alice.chatWith(boris);
    HeldMessage first = alice.sends(chat, "First");
    HeldMessage second = alice.sends(chat, "Second");
    alice.sends(chat, "Third");
    boris.reads(boris.copyOf(first));
    boris.notices(boris.copyOf(second));
    alice.edits(second.copy().id(), "Edited");
    boris.archives(boris.chatWith(alice), true);
    Snapshot state = Snapshot.withoutLogs(scene.people());
    scene.clock().advance(MONTH.plusDays(1));
    forget(scene);
    for (Person each : scene.people()) {
      isWhole(each, each.head(), each.head());
    }
    assertThat(Snapshot.withoutLogs(scene.people())).isEqualTo(state);
    assertThat(boris.opens(shared.file())).isPresent();
    boris.reads(boris.copyOf(second));
    assertThat(boris.unread(boris.chatWith(alice))).isEqualTo(1);
  }

  @Test
  default void zeroIsForEver() {
    Scene scene = Scene.on(store(), settings -> settings.retention(Duration.ZERO));
    Person alice = aliceWithNotes(scene, 2);
    scene.clock().advance(MONTH.multipliedBy(100));
    forget(scene);
    isWhole(alice, 0, 3);
  }

  @Test
  default void aCursorAtTheHorizonIsGoodAndOneBelowIsRefused() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 3);
    scene.clock().advance(MONTH.plusDays(1));
    alice.sends(alice.chatWith(alice), "New");
    forget(scene);
    for (long cursor = 0; cursor <= 3; cursor++) {
      Optional<Long> below = Optional.of(cursor);
      Refusals.refused(Failure.ResyncRequired.class, () -> new Follower().follow(alice, below));
    }
    assertThat(new Follower().follow(alice, Optional.of(4L)).ask(9).items())
        .containsExactly("from 4", "5 CHAT_MESSAGE_CREATED");
    assertThat(new Follower().follow(alice, Optional.of(5L)).ask(9).items())
        .containsExactly("from 5");
    assertThat(new Follower().follow(alice, Optional.empty()).ask(9).items())
        .containsExactly("from 5");
  }

  @Test
  default void whoReadsSlowlyAndIsOvertakenIsToldSo() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 2);
    Person boris = scene.boris();
    boris.sends(boris.chatWith(boris), "Two entries");
    Follower alices = new Follower().follow(alice, Optional.of(0L)).ask(3);
    Follower borises = new Follower().follow(boris, Optional.of(0L)).ask(2);
    assertThat(alices.newItems()).hasSize(3).endsWith("2 CHAT_MESSAGE_CREATED");
    assertThat(borises.newItems()).hasSize(2).endsWith("1 CHAT_CREATED");
    scene.clock().advance(MONTH.plusDays(1));
    alice.sends(alice.chatWith(alice), "Something is left of this log, and nothing of the other");
    forget(scene);
    for (Follower each : List.of(alices, borises)) {
      assertThat(each.errors()).as("nothing is asked for").isEmpty();
      each.ask(1);
      assertThat(each.items()).isEmpty();
      assertThat(each.errors())
          .singleElement()
          .isInstanceOfSatisfying(
              BuddyChatException.class,
              thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.ResyncRequired.class));
    }
  }

  @Test
  default void whoHasReadEverythingIsNotDisturbed() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 2);
    Follower follower = new Follower().follow(alice, Optional.of(0L)).ask(Long.MAX_VALUE);
    assertThat(follower.newItems()).hasSize(4);
    scene.clock().advance(MONTH.plusDays(1));
    forget(scene);
    isWhole(alice, 3, 3);
    alice.sends(alice.chatWith(alice), "Live");
    assertThat(follower.newItems()).isEqualTo(created(4, 4));
    assertThat(follower.errors()).isEmpty();
  }

  @Test
  default void copiesWhoseArrivalIsForgottenGoLikeAnyOther() {
    Talk talk = Talk.on(store());
    Person alice = talk.alice();
    Person boris = talk.boris();
    HeldMessage deleted = alice.sends(talk.alices(), "Deleted");
    HeldMessage unsent = alice.sends(talk.alices(), "Unsent");
    alice.sends(talk.alices(), "Cleared");
    talk.scene().clock().advance(MONTH.plusDays(1));
    HeldMessage young = alice.sends(talk.alices(), "Young");
    forget(talk.scene());
    isWhole(boris, 7, 9);
    boris.deletes(boris.copyOf(deleted));
    isWhole(boris, 7, 11);
    alice.unsends(unsent.copy().id());
    isWhole(boris, 7, 13);
    boris.deletes(boris.copyOf(young));
    isWhole(boris, 7, 15);
    boris.clears(talk.borises());
    isWhole(boris, 7, 16);
    assertThat(boris.messages(talk.borises())).isEmpty();
    assertThat(alice.texts(talk.alices())).containsExactly("Young", "Cleared", "Deleted");
  }

  @Test
  default void anArrivalMayBeForgottenByHalves() {
    Talk talk = Talk.on(store());
    HeldMessage message = talk.alice().sends(talk.alices(), "Two entries for Boris");
    talk.alice().sends(talk.alices(), "And two more");
    Instant later = talk.scene().later();
    List<Entry> kept = talk.boris().log().subList(2, 5);
    everybody(later, 2);
    isWhole(talk.boris(), 2, 5);
    assertThat(talk.boris().log()).isEqualTo(kept);
    talk.boris().deletes(talk.boris().copyOf(message));
    isWhole(talk.boris(), 2, 7);
    assertThat(talk.boris().log()).startsWith(kept.toArray(Entry[]::new));
    everybody(later, 1);
    isWhole(talk.boris(), 3, 7);
  }

  @Test
  default void aStepLooksAtFewLogsAndTakesLittleFromEach() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 4);
    Person boris = scene.boris();
    Person clara = scene.clara();
    clara.sends(clara.chatWith(clara), "Note");
    Instant later = scene.later();
    assertThat(boris.head()).isZero();
    Retention.Step first = step(later, Optional.empty(), 1, 3);
    assertThat(first).isEqualTo(new Retention.Step(Optional.of(alice.id()), true));
    isWhole(alice, 3, 5);
    isWhole(clara, 0, 2);
    Retention.Step again = step(later, Optional.empty(), 1, 3);
    assertThat(again).isEqualTo(new Retention.Step(Optional.of(alice.id()), false));
    isWhole(alice, 5, 5);
    Retention.Step next = step(later, Optional.of(alice.id()), 1, 3);
    assertThat(next).isEqualTo(new Retention.Step(Optional.of(clara.id()), false));
    isWhole(clara, 2, 2);
    assertThat(step(later, Optional.of(clara.id()), 1, 3))
        .isEqualTo(new Retention.Step(Optional.empty(), false));
    assertThat(step(later, Optional.empty(), 9, 3))
        .as("logs with nothing left to forget are not looked at")
        .isEqualTo(new Retention.Step(Optional.empty(), false));
  }

  @Test
  default void aLongLogOfManyIsForgottenWhole() {
    Scene scene = Scene.on(store());
    Person alice = aliceWithNotes(scene, 250);
    List<Person> others = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Person other = scene.person(People.somebody(i));
      other.chatWith(other);
      others.add(other);
    }
    scene.clock().advance(MONTH.plusDays(1));
    forget(scene);
    isWhole(alice, 251, 251);
    others.forEach(other -> isWhole(other, 1, 1));
  }

  @Test
  default void manyWriteAndReadWhileLogsForget() {
    Talk talk = Talk.on(store());
    Person alice = talk.alice();
    Person boris = talk.boris();
    int rounds = 25;
    AtomicInteger writing = new AtomicInteger(2);
    Instant future = talk.scene().now().plusSeconds(1);
    List<Callable<Boolean>> all =
        List.of(
            () -> chatters(alice, talk.alices(), rounds, writing),
            () -> chatters(boris, talk.borises(), rounds, writing),
            () -> {
              while (writing.get() > 0) {
                everybody(future, 3);
              }
              return true;
            },
            () -> {
              while (writing.get() > 0) {
                readsOn(boris);
              }
              return true;
            });
    AtOnce.results(all);
    for (Person each : List.of(alice, boris)) {
      isWhole(each, each.horizon(), each.head());
      while (everybody(future, 3).last().isPresent()) {
        isWhole(each, each.horizon(), each.head());
      }
      isWhole(each, each.head(), each.head());
    }
  }

  private static boolean chatters(Person person, CopyId chat, int rounds, AtomicInteger writing) {
    try {
      for (int i = 0; i < rounds; i++) {
        HeldMessage unsent = person.sends(chat, "Unsent " + i);
        HeldMessage deleted = person.sends(chat, "Deleted " + i);
        person.unsends(unsent.copy().id());
        person.deletes(deleted.copy().id());
        if (i % 5 == 4) {
          person.clears(chat);
        }
      }
      return true;
    } finally {
      writing.decrementAndGet();
    }
  }

  /// From a cursor that was good a moment ago: all that follows, or the news that it is no more.
  private void readsOn(Person owner) {
    Inboxes.Bounds bounds = store().inboxes().bounds(owner.id());
    long cursor = bounds.horizon();
    List<Entry> read = store().inboxes().read(owner.id(), cursor, 50);
    if (read.isEmpty()) {
      Inboxes.Bounds after = store().inboxes().bounds(owner.id());
      assertThat(after.horizon() > cursor || bounds.head() == cursor).isTrue();
      return;
    }
    long first = read.get(0).seq();
    assertThat(read)
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.range(first, first + read.size()).boxed().toList());
    if (first > cursor + 1) {
      assertThat(store().inboxes().bounds(owner.id()).horizon()).isGreaterThanOrEqualTo(first - 1);
    }
  }
}
