package io.buddychat.testkit.kill;

import io.buddychat.testkit.program.GraphQlClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Everybody sends, one message after the other, until the server is gone or they are told to stop.
final class Senders {

  private static final long AFTER_AN_ERROR_MILLIS = 5;

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  private Senders() {}

  static Senders start(GraphQlClient client, List<Chatters> all, int kill) {
    Senders senders = new Senders();
    int number = 0;
    for (Chatters chatters : all) {
      for (Member member : chatters.both()) {
        String begin = kill + "-" + number++ + "-";
        Thread thread = new Thread(() -> senders.send(client, member, begin), "sender-" + begin);
        senders.threads.add(thread);
        thread.start();
      }
    }
    return senders;
  }

  private void send(GraphQlClient client, Member member, String begin) {
    for (int i = 0; !stopped.get(); i++) {
      try {
        member.send(client, begin + i);
      } catch (GraphQlClient.Refused e) {
        // The database is gone, the server is not. Whether this message was kept is unknown.
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

  /// Returns when nobody sends any more.
  void stop() {
    stopped.set(true);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while people stop sending", e);
      }
    }
  }
}
