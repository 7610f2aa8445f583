package io.buddychat.server;

import io.buddychat.graphql.ws.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tidies up: soon after the start, which belongs to those who come back, and every so often. A
/// chore that fails is tried again the next time, and keeps the others from nothing.
final class Sweeper {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final List<Chore> chores;
  private final Executor threads;
  private final Timers timers;

  Sweeper(List<Chore> chores, Executor threads, Timers timers) {
    this.chores = chores;
    this.threads = threads;
    this.timers = timers;
  }

  /// Something to be done again and again.
  ///
  /// @param name what the log calls it
  record Chore(String name, Runnable work) {}

  /// Begins with it.
  void start() {
    after(FIRST);
  }

  private void after(Duration time) {
    try {
      var _ = timers.after(time, () -> threads.execute(this::run));
    } catch (RejectedExecutionException e) {
      log.debug("The server stops");
    }
  }

  private void run() {
    try {
      for (Chore chore : chores) {
        try {
          chore.work().run();
        } catch (RuntimeException e) {
          log.warn("{} failed; tried again later", chore.name(), e);
        }
      }
    } finally {
      after(INTERVAL);
    }
  }
}
