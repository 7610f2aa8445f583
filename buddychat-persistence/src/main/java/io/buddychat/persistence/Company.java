package io.buddychat.persistence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Which other nodes there are, as far as this one has heard of them.
///
/// Each node says every few seconds that it is there, and answers whoever it hears for the first
/// time. As long as it hears nobody it is alone, and tells nothing of what it does. What it has
/// kept to itself it makes up for with its first words to somebody else: anything may have
/// happened. So nothing is missed between two nodes that do not know of each other yet, whichever
/// came first.
///
/// Only the thread that speaks uses it, but for [#isAlone].
final class Company {

  static final Duration BEAT = Duration.ofSeconds(5);

  /// Who is not heard for so long has gone.
  private static final Duration SILENCE = BEAT.multipliedBy(3);

  /// By the process numbers of their connections: when each was last heard.
  private final Map<Integer, Long> heard = new HashMap<>();

  private volatile int others;
  private boolean owesPresence = true;
  private boolean owesAnything;
  private long lastBeat;

  /// Begins anew, with nobody known yet.
  void begin() {
    heard.clear();
    count();
    owesPresence = true;
    owesAnything = false;
  }

  /// Any thread may ask.
  boolean isAlone() {
    return others == 0;
  }

  /// How many others there are. Any thread may ask.
  int others() {
    return others;
  }

  /// A notification of another node came.
  void hear(int node, PeerMessage message, long nanoTime) {
    if (message.gone()) {
      heard.remove(node);
    } else if (message.here() || heard.containsKey(node)) {
      boolean alone = heard.isEmpty();
      if (heard.put(node, nanoTime) == null) {
        owesPresence = true;
        owesAnything |= alone;
      }
    }
    count();
  }

  /// What is to be said of oneself now; empty for nothing.
  String due(long nanoTime) {
    heard.values().removeIf(last -> nanoTime - last > SILENCE.toNanos());
    count();
    if (!owesPresence && nanoTime - lastBeat < BEAT.toNanos()) {
      return "";
    }
    String said = owesAnything ? PeerMessage.HERE + " " + PeerMessage.ANYTHING : PeerMessage.HERE;
    lastBeat = nanoTime;
    owesPresence = false;
    owesAnything = false;
    return said;
  }

  private void count() {
    others = heard.size();
  }
}
