package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweeperTest {

  private final HandTimers timers = new HandTimers();
  private final List<String> done = new ArrayList<>();

  private Sweeper.Chore chore(String name) {
    return new Sweeper.Chore(name, () -> done.add(name));
  }

  @Test
  void choresAreDoneSoonAfterTheStartAndEverySoOften() {
    new Sweeper(List.of(chore("one"), chore("two")), Runnable::run, timers).start();
    assertThat(done).isEmpty();
    timers.fire();
    assertThat(done).containsExactly("one", "two");
    timers.fire();
    assertThat(done).containsExactly("one", "two", "one", "two");
    timers.fire();
    assertThat(done).hasSize(6);
  }

  @Test
  void aChoreThatFailsIsTriedAgainAndKeepsTheOthersFromNothing() {
    Sweeper.Chore failing =
        new Sweeper.Chore(
            "failing",
            () -> {
              done.add("failing");
              throw new IllegalStateException("on purpose");
            });
    new Sweeper(List.of(failing, chore("other")), Runnable::run, timers).start();
    timers.fire();
    assertThat(done).containsExactly("failing", "other");
    timers.fire();
    assertThat(done).containsExactly("failing", "other", "failing", "other");
  }

  @Test
  void evenAnErrorDoesNotEndIt() {
    Sweeper.Chore failing =
        new Sweeper.Chore(
            "failing",
            () -> {
              done.add("failing");
              throw new StackOverflowError("on purpose");
            });
    new Sweeper(List.of(failing), Runnable::run, timers).start();
    assertThatThrownBy(timers::fire).isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(timers::fire).isInstanceOf(StackOverflowError.class);
    assertThat(done).containsExactly("failing", "failing");
  }
}
