package io.buddychat.server;

import io.buddychat.graphql.ws.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Timers whose time comes when a test says so.
final class HandTimers implements Timers {

  private final List<Runnable> waiting = new ArrayList<>();

  /// Lets the time come of all that wait now.
  void fire() {
    List<Runnable> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  boolean isIdle() {
    return waiting.isEmpty();
  }

  int waiting() {
    return waiting.size();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    waiting.add(task);
    return () -> waiting.remove(task);
  }
}
