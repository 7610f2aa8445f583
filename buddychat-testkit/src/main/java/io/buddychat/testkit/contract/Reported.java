package io.buddychat.testkit.contract;

import java.util.ArrayList;
import java.util.List;

/// What a thread was told of and nobody had to suffer for.
final class Reported {

  private Reported() {}

  /// What goes to the handler of uncaught exceptions while this thread does something.
  static List<Throwable> during(Runnable work) {
    List<Throwable> reported = new ArrayList<>();
    Thread me = Thread.currentThread();
    me.setUncaughtExceptionHandler((thread, e) -> reported.add(e));
    try {
      work.run();
    } finally {
      me.setUncaughtExceptionHandler(null);
    }
    return reported;
  }
}
