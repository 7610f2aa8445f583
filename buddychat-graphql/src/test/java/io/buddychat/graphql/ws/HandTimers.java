package io.buddychat.graphql.ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Time that a test moves by hand.
final class HandTimers implements Timers {

  private final List<Task> tasks = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private long made;

  /// The number tells apart what is otherwise the same.
  private record Task(long number, Duration at, Runnable work) {}

  @Override
  public synchronized Timer after(Duration delay, Runnable work) {
    Task task = new Task(made++, now.plus(delay), work);
    tasks.add(task);
    return () -> forget(task);
  }

  private synchronized void forget(Task task) {
    tasks.remove(task);
  }

  /// Moves time on; what falls due runs at its time, in order.
  void pass(Duration time) {
    Duration until = now.plus(time);
    for (Optional<Task> due = next(until); due.isPresent(); due = next(until)) {
      due.get().work().run();
    }
    now = until;
  }

  private synchronized Optional<Task> next(Duration until) {
    Optional<Task> due =
        tasks.stream()
            .filter(task -> task.at().compareTo(until) <= 0)
            .min(Comparator.comparing(Task::at));
    due.ifPresent(
        task -> {
          now = task.at();
          forget(task);
        });
    return due;
  }

  /// How many tasks wait for their time.
  synchronized int waiting() {
    return tasks.size();
  }
}
