package io.buddychat.domain.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Turns turns = new Turns(tasks::add, 2);

  private void ready(Object reason, String... names) {
    for (String name : names) {
      turns.await(reason, () -> done.add(name));
    }
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void aSmallChatDoesNotWaitForAllOfAHugeGroup() {
    String[] thousand = IntStream.range(0, 1000).mapToObj(i -> "g" + i).toArray(String[]::new);
    ready("group", thousand);
    ready("chat", "c0", "c1");
    runAll();
    assertThat(done).startsWith("g0", "c0", "g1", "c1", "g2").hasSize(1002).doesNotHaveDuplicates();
  }

  @Test
  void thoseWithTheSameReasonComeInTheirOrder() {
    ready("group", "a", "b", "c");
    runAll();
    assertThat(done).containsExactly("a", "b", "c");
  }

  @Test
  void onlyAFewHaveATurnAtATime() {
    ready("group", "a", "b", "c", "d");
    ready("chat", "e");
    assertThat(tasks).hasSize(2);
    runAll();
    assertThat(done).hasSize(5);
  }

  @Test
  void betweenTwoTurnsOthersComeFirst() {
    ready("group", "a", "b", "c");
    tasks.add(() -> done.add("a request"));
    runAll();
    assertThat(done).containsExactly("a", "b", "a request", "c");
  }

  @Test
  void whatIsAskedForDuringATurnComesRightBehindIt() {
    turns.await(
        "group",
        () -> {
          turns.execute(() -> done.add("written"));
          done.add("told");
        });
    ready("group", "b");
    runAll();
    assertThat(done).containsExactly("told", "written", "b");
  }

  @Test
  void outsideOfATurnItHasAThreadOfItsOwn() {
    turns.execute(() -> done.add("written"));
    assertThat(done).isEmpty();
    runAll();
    assertThat(done).containsExactly("written");
  }

  @Test
  void whoGetsReadyLaterIsServedToo() {
    for (String name : List.of("a", "b", "c")) {
      ready("group", name);
      runAll();
    }
    assertThat(done).containsExactly("a", "b", "c");
  }

  @Test
  void threadsThatDoEverythingAtOnceFitTheStack() {
    Turns direct = new Turns(Runnable::run, 8);
    againAndAgain(direct, 100_000);
    assertThat(done).containsExactly("over");
  }

  private void againAndAgain(Turns direct, int left) {
    direct.await(
        "catching up", left == 0 ? () -> done.add("over") : () -> againAndAgain(direct, left - 1));
  }

  @Test
  void aFailureIsNobodyElses() {
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((t, e) -> done.add(e.getMessage()));
    try {
      turns.await(
          "group",
          () -> {
            turns.execute(() -> done.add("written"));
            throw new IllegalStateException("failed");
          });
      ready("group", "b", "c");
      runAll();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(done).containsExactlyInAnyOrder("failed", "written", "b", "c");
  }

  /// When it was not given back, nobody would ever have a turn again.
  @Test
  void aTurnThatGetsNoThreadIsGivenBack() {
    List<Error> errors = new ArrayList<>(List.of(new OutOfMemoryError("no more threads")));
    Turns scarce =
        new Turns(
            task -> {
              if (!errors.isEmpty()) {
                throw errors.remove(0);
              }
              tasks.add(task);
            },
            1);
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> scarce.await("group", () -> done.add("a")));
    scarce.await("group", () -> done.add("b"));
    scarce.await("group", () -> done.add("c"));
    tasks.remove().run();
    errors.add(new OutOfMemoryError("no more threads"));
    runAll();
    scarce.await("group", () -> done.add("d"));
    runAll();
    assertThat(done).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whoFindsNoThreadsAnyMoreIsTold() {
    Turns over =
        new Turns(
            task -> {
              throw new RejectedExecutionException();
            },
            1);
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> over.await("group", () -> done.add("never")));
    }
    assertThat(done).isEmpty();
  }
}
