package io.buddychat.domain.core;

import java.util.ArrayList;
import java.util.List;

/// What is to be done once a transaction is durable: others are told, files are removed. For those
/// who implement [UnitOfWork].
///
/// The transaction stands whatever becomes of it. So one that throws keeps neither the others nor
/// whoever committed from going on; it is reported to the thread's handler of uncaught exceptions.
public final class Aftermath {

  private final List<Runnable> tasks = new ArrayList<>();

  /// With nothing to be done yet.
  public Aftermath() {}

  public void add(Runnable task) {
    tasks.add(task);
  }

  /// Does all of it, in the order in which it was added.
  public void run() {
    tasks.forEach(Aftermath::run);
  }

  /// Does this, which came of something that is done, and fails to nobody.
  public static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
