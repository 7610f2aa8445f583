package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Lets several threads loose at the same moment.
final class AtOnce {

  private static final int PATIENCE_SECONDS = 60;

  private AtOnce() {}

  /// What came of one action: a result, or what it threw.
  record Outcome<T>(Optional<T> result, Optional<Throwable> thrown) {

    static <T> Outcome<T> of(T result) {
      return new Outcome<>(Optional.of(result), Optional.empty());
    }
  }

  /// Runs each action on a thread of its own, all at once, and waits for all of them.
  static <T> List<Outcome<T>> outcomes(List<? extends Callable<T>> actions) {
    CyclicBarrier start = new CyclicBarrier(actions.size());
    ExecutorService threads = Executors.newFixedThreadPool(actions.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> action : actions) {
        running.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return action.call();
                }));
      }
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<T> each : running) {
        outcomes.add(outcome(each));
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  /// The same, when none of them may throw.
  static <T> List<T> results(List<? extends Callable<T>> actions) {
    List<T> results = new ArrayList<>();
    for (Outcome<T> outcome : outcomes(actions)) {
      assertThat(outcome.thrown()).isEmpty();
      outcome.result().ifPresent(results::add);
    }
    return results;
  }

  /// Runs an action on another thread and waits for it.
  static <T> T elsewhere(Callable<T> action) {
    return results(List.of(action)).get(0);
  }

  private static <T> Outcome<T> outcome(Future<T> running) {
    try {
      return new Outcome<>(
          Optional.ofNullable(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS)), Optional.empty());
    } catch (ExecutionException e) {
      return new Outcome<>(Optional.empty(), Optional.ofNullable(e.getCause()));
    } catch (Exception e) {
      return new Outcome<>(Optional.empty(), Optional.of(e));
    }
  }
}
