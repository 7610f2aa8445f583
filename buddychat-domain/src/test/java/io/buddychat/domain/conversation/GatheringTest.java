package io.buddychat.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Threads that gather and do things together. Each of them is begun when the one before it waits.
@Timeout(60)
class GatheringTest {

  private final List<List<String>> rounds = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch gate = new CountDownLatch(1);

  private Gathering<String> gathering(
      int hands, BiPredicate<String, String> apart, ToIntFunction<List<String>> work) {
    return new Gathering<>(
        new Gathering.Bounds(hands, 4, 10),
        GatheringTest::weight,
        apart,
        (one, other) -> one.startsWith("x") && other.startsWith("x"),
        round -> {
          rounds.add(round);
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return work.applyAsInt(round);
        });
  }

  /// It is part of the name, such as in "b7".
  private static int weight(String thing) {
    return thing.matches("[a-z][0-9]+") ? Integer.parseInt(thing.substring(1)) : 1;
  }

  private Gathering<String> gathering(int hands) {
    return gathering(hands, (one, other) -> false, List::size);
  }

  /// Somebody who joins, and waits by now.
  private static final class Joining {

    private final FutureTask<Boolean> joining;
    private final Thread thread;

    Joining(Gathering<String> gathering, String thing) {
      joining =
          new FutureTask<>(
              () -> {
                gathering.join(thing);
                return Thread.interrupted();
              });
      thread = new Thread(joining);
      thread.start();
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(joining.isDone()).isFalse();
        Thread.onSpinWait();
      }
    }

    boolean wasInterrupted() throws Exception {
      return joining.get(30, TimeUnit.SECONDS);
    }
  }

  private static List<Joining> all(Gathering<String> gathering, String... things) {
    List<Joining> all = new ArrayList<>();
    for (String thing : things) {
      all.add(new Joining(gathering, thing));
    }
    return all;
  }

  private static void over(List<Joining> all) throws Exception {
    for (Joining each : all) {
      assertThat(each.wasInterrupted()).isFalse();
    }
  }

  @Test
  void whoIsAloneGoesAtOnceOnItsOwnThread() {
    List<Thread> threads = new ArrayList<>();
    gate.countDown();
    Gathering<String> gathering =
        gathering(
            2,
            (one, other) -> false,
            round -> {
              threads.add(Thread.currentThread());
              return 1;
            });
    gathering.join("a");
    gathering.join("b");
    assertThat(rounds).containsExactly(List.of("a"), List.of("b"));
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void whoComesMeanwhileIsDoneTogetherInTheOrderOfTheirComing() throws Exception {
    List<Joining> all = all(gathering(2), "a", "b", "c", "d", "e", "f", "g");
    assertThat(rounds).containsExactlyInAnyOrder(List.of("a"), List.of("b"));
    gate.countDown();
    over(all);
    assertThat(rounds)
        .as("four at a time, and the first who waits takes them")
        .contains(List.of("c", "d", "e", "f"), List.of("g"))
        .hasSize(4);
  }

  @Test
  void whatMustBeApartIsDoneOneAfterTheOther() throws Exception {
    List<Joining> all =
        all(gathering(1, String::equals, List::size), "a", "same", "b", "same", "c");
    gate.countDown();
    over(all);
    assertThat(rounds).containsExactly(List.of("a"), List.of("same", "b", "c"), List.of("same"));
  }

  @Test
  void whatIsKeptApartDoesNotWeigh() throws Exception {
    List<Joining> all = all(gathering(1, String::equals, List::size), "a", "b4", "b4", "c6");
    gate.countDown();
    over(all);
    assertThat(rounds).containsExactly(List.of("a"), List.of("b4", "c6"), List.of("b4"));
  }

  @Test
  void whatWouldWaitForARoundStaysOutAndOthersGoPastIt() throws Exception {
    Gathering<String> gathering = gathering(2);
    List<Joining> all = all(gathering, "x1", "x2", "x3", "a");
    assertThat(rounds).containsExactly(List.of("x1"), List.of("a"));
    gate.countDown();
    over(all);
    assertThat(rounds).containsExactly(List.of("x1"), List.of("a"), List.of("x2", "x3"));
  }

  @Test
  void whatARoundLeavesIsFirstInTheNext() throws Exception {
    Gathering<String> gathering =
        gathering(1, (one, other) -> false, round -> Math.min(2, round.size()));
    List<Joining> all = all(gathering, "a", "b", "c", "d", "e", "f");
    gate.countDown();
    over(all);
    assertThat(rounds)
        .containsExactly(
            List.of("a"), List.of("b", "c", "d", "e"), List.of("d", "e", "f"), List.of("f"));
  }

  @Test
  void whatIsLightIsInTheNextRoundHoweverMuchThatIsHeavyWaits() throws Exception {
    List<Joining> all = all(gathering(1), "a", "b8", "c8", "d8", "e", "f2");
    gate.countDown();
    over(all);
    assertThat(rounds)
        .containsExactly(List.of("a"), List.of("b8", "e"), List.of("c8", "f2"), List.of("d8"));
  }

  @Test
  void beforeARoundBeginsWithAThingThereAreAtMostAsManyAsWaitedWhenItCame() throws Exception {
    AtomicInteger latecomers = new AtomicInteger();
    List<Joining> late = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<Gathering<String>> gathering = new AtomicReference<>();
    gathering.set(
        gathering(
            1,
            (one, other) -> false,
            round -> {
              // Something light comes during every round, for as long as the heavy ones wait.
              if (latecomers.incrementAndGet() < 10) {
                late.addAll(all(gathering.get(), "x", "y", "z", "w"));
              }
              return round.size();
            }));
    List<Joining> all = all(gathering.get(), "a", "b9", "c9", "d9");
    gate.countDown();
    over(all);
    over(List.copyOf(late));
    assertThat(rounds.stream().map(round -> round.get(0)).toList())
        .startsWith("a", "b9", "c9", "d9");
  }

  @Test
  void whatIsHeavierThanARoundMayBeIsDoneAlone() throws Exception {
    List<Joining> all = all(gathering(1), "a", "b99", "c", "d");
    gate.countDown();
    over(all);
    assertThat(rounds).containsExactly(List.of("a"), List.of("b99"), List.of("c", "d"));
  }

  @Test
  void aHandThatFailsLetsEverybodyGo() throws Exception {
    Gathering<String> gathering =
        gathering(
            1,
            (one, other) -> false,
            round -> {
              if (round.contains("b")) {
                throw new AssertionError("on purpose");
              }
              return round.size();
            });
    List<Joining> all = all(gathering, "a", "b", "c", "d", "e", "f");
    gate.countDown();
    assertThatThrownBy(all.get(1)::wasInterrupted).hasRootCauseMessage("on purpose");
    all.remove(1);
    over(all);
    assertThat(rounds).containsExactly(List.of("a"), List.of("b", "c", "d", "e"), List.of("f"));
  }

  @Test
  void anInterruptDoesNotEndTheWaiting() throws Exception {
    List<Joining> all = all(gathering(1), "a", "b");
    all.get(1).thread.interrupt();
    assertThatThrownBy(() -> all.get(1).joining.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    gate.countDown();
    assertThat(all.get(0).wasInterrupted()).isFalse();
  }
}
