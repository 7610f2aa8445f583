package io.buddychat.server;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many event streams each person, or each address that nobody is signed in at, has open: a
/// bound on what one of them can hold.
final class OpenStreams {

  private final int most;
  private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

  OpenStreams(int most) {
    this.most = most;
  }

  /// Room for one stream. Closed once, when it has ended.
  @FunctionalInterface
  interface Place {
    void close();
  }

  /// Takes a place, if there is one left.
  Optional<Place> take(String who) {
    int mine = open.merge(who, 1, Integer::sum);
    if (mine > most) {
      giveBack(who);
      return Optional.empty();
    }
    return Optional.of(() -> giveBack(who));
  }

  private void giveBack(String who) {
    open.computeIfPresent(who, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }

  /// How many are open in all.
  int count() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }
}
