package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Messages that wait at the same moment are stored in one transaction, and nobody can tell but by
/// the time it takes.
public interface SharingContract extends FreshStore {

  /// A circle, and a chat between Alice and David, in a store that can be held up.
  record Held(HeldUpStore store, Circle circle, CopyId chat, Queue queue) {

    private static Held on(FreshStore test) {
      HeldUpStore store = new HeldUpStore(test.store());
      Circle circle = Circle.on(Scene.on(store));
      return new Held(store, circle, circle.alice().chatWith(circle.david()), new Queue());
    }

    /// Lets all of them come, one after the other, while two others (who write into nothing, each
    /// into another) keep everybody waiting; then lets them go.
    private List<AtOnce.Outcome<Object>> together(List<Callable<Object>> actions) {
      store.hold();
      List<CompletableFuture<Object>> others =
          List.of(queue.add(() -> intoNothing(-1)), queue.add(() -> intoNothing(-2)));
      List<CompletableFuture<Object>> running = actions.stream().map(queue::add).toList();
      store.letGo();
      others.forEach(other -> refused(Failure.NotFound.class, Queue.outcome(other)));
      return running.stream().map(Queue::outcome).toList();
    }

    private Object intoNothing(long copy) {
      return circle.alice().sends(new CopyId(copy), "Lost");
    }

    private List<List<String>> written() {
      return store.written().stream().map(SharingContract::contents).toList();
    }

    private List<String> texts() {
      return circle.clara().texts(circle.claras());
    }
  }

  private static void refused(Class<? extends Failure> why, AtOnce.Outcome<?> outcome) {
    assertThat(outcome.thrown()).containsInstanceOf(BuddyChatException.class);
    assertThat(outcome.thrown().map(thrown -> ((BuddyChatException) thrown).failure()))
        .containsInstanceOf(why);
  }

  private static List<String> contents(Changes changes) {
    return changes.sent().stream().map(Message::content).toList();
  }

  private static List<Callable<Object>> severalWays(Circle circle, CopyId chat) {
    Person alice = circle.scene().alice();
    List<Callable<Object>> actions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String text = "Number " + i;
      actions.add(() -> circle.alice().sends(circle.alices(), text));
      actions.add(() -> circle.clara().sends(circle.claras(), text, "key " + text));
      actions.add(() -> alice.sends(chat, text, "key " + text));
      actions.add(() -> circle.boris().sends(circle.borises(), text, "key " + text));
    }
    return actions;
  }

  @Test
  default void togetherComesToTheSameAsOneByOne() throws Exception {
    Held held = Held.on(this);
    List<AtOnce.Outcome<Object>> together = held.together(severalWays(held.circle(), held.chat()));
    assertThat(held.store().written()).as("in one transaction").hasSize(1);

    Circle alone = Circle.on(new InMemoryStore());
    CopyId chat = alone.alice().chatWith(alone.david());
    List<AtOnce.Outcome<Object>> oneByOne = new ArrayList<>();
    for (Callable<Object> action : severalWays(alone, chat)) {
      oneByOne.add(AtOnce.Outcome.of(action.call()));
    }
    assertThat(together).isEqualTo(oneByOne);
    assertThat(held.circle().scene().everything()).isEqualTo(alone.scene().everything());
  }

  @Test
  default void aRefusalIsTheRefusedOnesAlone() {
    Held held = Held.on(this);
    held.circle().david().leavesForGood();
    List<AtOnce.Outcome<Object>> outcomes =
        held.together(
            List.of(
                () -> held.circle().alice().sends(held.circle().alices(), "One"),
                () -> held.circle().scene().alice().sends(held.chat(), "Is anybody there?"),
                () -> held.circle().david().sends(held.circle().alices(), "Let me in"),
                () -> held.circle().boris().sends(held.circle().borises(), "Two")));
    refused(Failure.Conflict.class, outcomes.get(1));
    refused(Failure.NotFound.class, outcomes.get(2));
    assertThat(outcomes).filteredOn(outcome -> outcome.thrown().isEmpty()).hasSize(2);
    assertThat(held.written()).containsExactly(List.of("One", "Two"));
    assertThat(held.texts()).containsExactly("Two", "One");
  }

  @Test
  default void aFailureIsTheFailingOnesAlone() {
    Held held = Held.on(this);
    held.store()
        .beforeWriting(
            changes -> {
              if (contents(changes).contains("Poison")) {
                throw new AssertionError("on purpose");
              }
            });
    List<AtOnce.Outcome<Object>> outcomes =
        held.together(
            List.of(
                () -> held.circle().alice().sends(held.circle().alices(), "One"),
                () -> held.circle().boris().sends(held.circle().borises(), "Poison"),
                () -> held.circle().clara().sends(held.circle().claras(), "Two")));
    assertThat(outcomes.get(1).thrown()).get().asString().contains("on purpose");
    assertThat(outcomes).filteredOn(outcome -> outcome.thrown().isEmpty()).hasSize(2);
    assertThat(held.written()).containsExactlyInAnyOrder(List.of("One"), List.of("Two"));
    assertThat(held.texts()).containsExactlyInAnyOrder("One", "Two");
    assertThat(held.circle().alice().sends(held.circle().alices(), "Three").message().ordinal())
        .as("no number was used up")
        .isEqualTo(3);
  }

  @Test
  default void whenTheCommitFailsNothingIsTriedAgain() {
    Held held = Held.on(this);
    held.store()
        .afterCommit(
            changes -> {
              throw new IllegalStateException("on purpose");
            });
    List<AtOnce.Outcome<Object>> outcomes =
        held.together(
            List.of(
                () -> held.circle().alice().sends(held.circle().alices(), "One"),
                () -> held.circle().boris().sends(held.circle().borises(), "Two")));
    assertThat(outcomes).allMatch(outcome -> outcome.thrown().isPresent());
    assertThat(held.texts()).as("it was stored, once").containsExactly("Two", "One");
  }

  @Test
  default void theSameFromTwoDevicesIsOneMessage() {
    Held held = Held.on(this);
    Person again = held.circle().alice().onAnotherDevice().inGroups();
    CopyId group = held.circle().alices();
    List<AtOnce.Outcome<Object>> outcomes =
        held.together(
            List.of(
                () -> held.circle().alice().sends(group, "Hello", "key"),
                () -> again.sends(group, "Hello", "key"),
                () -> again.sends(group, "Something else", "key"),
                () -> held.circle().boris().sends(held.circle().borises(), "Two", "key")));
    refused(Failure.Conflict.class, outcomes.get(2));
    List<SendMessage.Sent> sent =
        IntStream.of(0, 1)
            .mapToObj(i -> (SendMessage.Sent) outcomes.get(i).result().orElseThrow())
            .toList();
    assertThat(sent).extracting(SendMessage.Sent::duplicate).containsExactlyInAnyOrder(false, true);
    assertThat(sent.get(1).message()).isEqualTo(sent.get(0).message());
    assertThat(held.texts()).containsExactly("Two", "Hello");
  }

  @Test
  default void whoIsInterruptedWhileWaitingHasSentAllTheSame() {
    Held held = Held.on(this);
    List<Boolean> stillInterrupted = new ArrayList<>();
    List<AtOnce.Outcome<Object>> outcomes =
        held.together(
            List.of(
                () -> held.circle().alice().sends(held.circle().alices(), "One"),
                () -> {
                  Thread waiting = Thread.currentThread();
                  held.store()
                      .beforeWriting(
                          changes -> {
                            waiting.interrupt();
                          });
                  Object sent = held.circle().boris().sends(held.circle().borises(), "Two");
                  stillInterrupted.add(Thread.interrupted());
                  return sent;
                }));
    assertThat(outcomes).allMatch(outcome -> outcome.thrown().isEmpty());
    assertThat(stillInterrupted).containsExactly(true);
    assertThat(held.texts()).containsExactly("Two", "One");
  }

  /// A group that Alice has made with so many others, in which something was sent already.
  private static CopyId largeGroup(Circle circle, int others) {
    CopyId large =
        circle
            .alice()
            .groups()
            .creates(
                "Large",
                IntStream.range(0, others)
                    .mapToObj(i -> circle.scene().person(People.somebody(i)).id())
                    .toList());
    circle.alice().sends(large, "So it is known how large it is");
    return large;
  }

  /// Does the one while three who do the other are held up or wait behind each other.
  private static void goesAhead(Held held, Callable<Object> one, Callable<Object> other) {
    held.store().hold();
    List<CompletableFuture<Object>> heldUp =
        IntStream.range(0, 3).mapToObj(i -> held.queue().add(other)).toList();
    Runnable letGo = held.store().letOthersPass();
    try {
      assertThat(AtOnce.outcomes(List.of(one))).allMatch(each -> each.thrown().isEmpty());
      assertThat(heldUp).noneMatch(CompletableFuture::isDone);
    } finally {
      letGo.run();
    }
    assertThat(heldUp).allMatch(each -> Queue.outcome(each).thrown().isEmpty());
  }

  @Test
  default void aSmallConversationDoesNotStandInLineWithLargeOnes() {
    Held held = Held.on(this);
    CopyId large = largeGroup(held.circle(), 32);
    goesAhead(
        held,
        () -> held.circle().scene().alice().sends(held.chat(), "To one"),
        () -> held.circle().alice().sends(large, "To many"));
  }

  @Test
  default void aLargeConversationDoesNotStandInLineWithSmallOnes() {
    Held held = Held.on(this);
    CopyId large = largeGroup(held.circle(), 32);
    goesAhead(
        held,
        () -> held.circle().alice().sends(large, "To many"),
        () -> held.circle().scene().alice().sends(held.chat(), "To one"));
  }

  /// A group of a hundred, in the place of the chat.
  private static Held crowded(FreshStore test) {
    HeldUpStore store = new HeldUpStore(test.store());
    Scene scene = Scene.on(store);
    Circle circle = Circle.on(scene);
    List<Person> members =
        IntStream.range(0, 99).mapToObj(i -> scene.person(People.somebody(i))).toList();
    CopyId large =
        circle.alice().groups().creates("Large", members.stream().map(Person::id).toList());
    return new Held(store, circle, large, new Queue());
  }

  /// Twenty-five to a hundred, of which twenty are as many as a transaction may have, and one to
  /// three.
  private static List<Callable<Object>> toMany(Held held) {
    Circle circle = held.circle();
    List<Callable<Object>> actions = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      actions.add(() -> circle.alice().sends(held.chat(), "To a hundred"));
    }
    actions.add(() -> circle.boris().sends(circle.borises(), "To three"));
    return actions;
  }

  @Test
  default void aTransactionGrowsNoLongerThanItMay() {
    Held held = crowded(this);
    assertThat(held.together(toMany(held))).allMatch(outcome -> outcome.thrown().isEmpty());
    assertThat(held.store().written())
        .extracting(changes -> changes.delivered().size())
        .containsExactly(2_000, 503);
    assertThat(held.circle().alice().texts(held.chat())).hasSize(25);
  }

  @Test
  default void whoIsLeftOutOfATransactionDoesNotShareItsFailure() {
    Held held = crowded(this);
    AtomicBoolean fails = new AtomicBoolean(true);
    held.store()
        .afterCommit(
            changes -> {
              if (fails.getAndSet(false)) {
                throw new IllegalStateException("on purpose");
              }
            });
    assertThat(held.together(toMany(held)))
        .filteredOn(outcome -> outcome.thrown().isPresent())
        .hasSize(20);
    assertThat(held.circle().alice().texts(held.chat())).as("each once").hasSize(25);
  }
}
