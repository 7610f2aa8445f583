package io.buddychat.domain.inbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Lets those who have something to do take turns on a few threads.
///
/// A message to a thousand people makes a thousand followers ready at the same moment. Were each
/// given a thread at once, a chat of two whose message comes next would wait for all of them, and
/// so would whoever sends. So only a few work at a time, and they serve one reason after another:
/// one of the thousand, one of the two, one of the thousand. Each turn is a task of its own for the
/// threads, so that whoever else needs them comes in between.
///
/// What is [executed][#execute] during a turn belongs to it, and is done right behind it by the
/// same thread: what a follower was told in their turn goes to the network as one write, and nobody
/// is woken for it.
public final class Turns implements Executor {

  /// What belongs to the turn that a thread is doing.
  private static final ThreadLocal<Deque<Runnable>> BEHIND = new ThreadLocal<>();

  private static final int FEW = 4;

  private final Executor threads;
  private final int most;

  /// Who is ready, by the reason for it; the reason whose turn is next comes first. Guarded by
  /// itself, as is the field below.
  private final Map<Object, Deque<Runnable>> lines = new LinkedHashMap<>();

  private int working;

  /// @param threads gives each task a thread, or keeps it until there is one. Turns may block
  /// @param most how many turns there may be at the same time
  public Turns(Executor threads, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("nobody would ever have a turn");
    }
    this.threads = threads;
    this.most = most;
  }

  /// As many at a time as keep all processors busy, with some to spare for those that read.
  public static Turns on(Executor threads) {
    return new Turns(threads, Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
  }

  /// Does this behind the turn during which it is asked for; on a thread of its own, if that is
  /// none.
  @Override
  public void execute(Runnable task) {
    Deque<Runnable> mine = BEHIND.get();
    if (mine == null) {
      threads.execute(task);
    } else {
      mine.add(task);
    }
  }

  /// Waits for a turn.
  ///
  /// @param reason those who wait for the same one are served one after another
  /// @throws RejectedExecutionException if there are no threads any more
  void await(Object reason, Runnable turn) {
    synchronized (lines) {
      lines.computeIfAbsent(reason, none -> new ArrayDeque<>()).add(turn);
      if (working == most) {
        return;
      }
      working++;
    }
    work();
  }

  private void work() {
    try {
      threads.execute(new Worker());
    } catch (RuntimeException | Error e) { // there may be no memory for one more thread
      synchronized (lines) {
        working--;
      }
      throw e;
    }
  }

  /// One of the few that work: a task that does a turn and what belongs to it, and is a task again
  /// as long as somebody waits.
  private final class Worker implements Runnable {

    @Override
    public void run() {
      Deque<Runnable> outer = BEHIND.get();
      if (outer != null) { // a thread that was asked to do it at once, during a turn
        outer.add(this::takeTurn);
        return;
      }
      Deque<Runnable> mine = new ArrayDeque<>(FEW);
      BEHIND.set(mine);
      mine.add(this::takeTurn);
      while (!mine.isEmpty()) {
        Turns.run(mine.remove());
      }
      BEHIND.remove();
    }

    private void takeTurn() {
      next()
          .ifPresent(
              turn -> {
                Turns.run(turn);
                BEHIND.get().add(this::letOthersGoFirst);
              });
    }

    private void letOthersGoFirst() {
      if (nobodyWaits()) {
        return;
      }
      try {
        threads.execute(this);
      } catch (RuntimeException | Error e) {
        BEHIND.get().add(this::takeTurn);
      }
    }
  }

  /// A failure is nobody else's.
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /// If so, the thread leaves.
  private boolean nobodyWaits() {
    synchronized (lines) {
      if (lines.isEmpty()) {
        working--;
        return true;
      }
      return false;
    }
  }

  private Optional<Runnable> next() {
    synchronized (lines) {
      if (nobodyWaits()) {
        return Optional.empty();
      }
      Map.Entry<Object, Deque<Runnable>> first = lines.entrySet().iterator().next();
      Deque<Runnable> line = first.getValue();
      Runnable turn = line.remove();
      if (line.isEmpty()) {
        lines.remove(first.getKey());
      } else if (lines.size() > 1) { // the next turn is another one's
        lines.remove(first.getKey());
        lines.put(first.getKey(), line);
      }
      return Optional.of(turn);
    }
  }
}
