package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// Everybody sends, one message after the other, in each place where they talk, and guests come and
/// go, until the server is gone or they are told to stop.
final class Senders {

  private static final long AFTER_AN_ERROR_MILLIS = 5;
  private static final long A_VISIT_MILLIS = 25;

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  private Senders() {}

  static Senders start(GraphQlClient client, Company company, int kill) {
    Senders senders = new Senders();
    int number = 0;
    for (Talk talk : company.talks()) {
      for (Member member : talk.members()) {
        String begin = kill + "-" + number++ + "-";
        senders.start("sender-" + begin, i -> member.send(client, begin + i));
      }
    }
    for (Guest guest : company.guests()) {
      senders.start(
          "guest-" + number++,
          i -> {
            guest.comeAndGo(client);
            KillRun.pause(A_VISIT_MILLIS);
          });
    }
    return senders;
  }

  private void start(String name, IntConsumer act) {
    Thread thread = new Thread(() -> goOn(act), name);
    threads.add(thread);
    thread.start();
  }

  private void goOn(IntConsumer act) {
    for (int i = 0; !stopped.get(); i++) {
      try {
        act.accept(i);
      } catch (GraphQlClient.Refused e) {
        // The database is gone, the server is not. Whether this was kept is unknown.
        KillRun.pause(AFTER_AN_ERROR_MILLIS);
      } catch (UncheckedIOException e) {
        return;
      }
    }
  }

  /// Whether this text was sent before this kill and after the one before.
  static boolean isOf(int kill, String text) {
    return text.startsWith(kill + "-");
  }

  /// Returns when nobody sends any more. Nobody waits for an answer for more than a minute.
  void stop() {
    stopped.set(true);
    KillRun.join(threads);
  }
}
