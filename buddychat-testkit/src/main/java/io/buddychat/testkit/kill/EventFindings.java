package io.buddychat.testkit.kill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was found wrong with the events that people were shown, compared with their logs.
public final class EventFindings {

  private long shown;
  private long sockets;
  private long missing;
  private long twice;
  private long outOfOrder;
  private long vanished;
  private long keptWaiting;

  /// Nothing has happened twice: no operation with the same ids stands at two places.
  void checkLog(List<Event> log) {
    twice += log.size() - log.stream().map(Event::what).distinct().count();
  }

  /// Compares what one subscriber was shown, in the order in which it came, with the whole log.
  void compare(List<Event> log, List<Event> seen) {
    Map<Event, Integer> positions = new HashMap<>();
    log.forEach(event -> positions.putIfAbsent(event, positions.size()));
    Set<Event> known = new HashSet<>();
    int newest = -1;
    for (Event event : seen) {
      Integer position = positions.get(event);
      if (!known.add(event)) {
        twice++;
      } else if (position == null) {
        vanished++;
      } else if (position < newest) {
        outOfOrder++;
      } else {
        newest = position;
      }
    }
    missing += positions.keySet().stream().filter(event -> !known.contains(event)).count();
    shown += seen.size();
  }

  /// A subscriber has used so many sockets.
  void countSockets(long used) {
    sockets += used;
  }

  /// A subscriber was not told in time of what had happened.
  void countWaiting() {
    keptWaiting++;
  }

  /// How many events came over the sockets.
  public long shown() {
    return shown;
  }

  /// How many sockets it took: one for each subscriber, and another one after each that was lost.
  public long sockets() {
    return sockets;
  }

  /// In the log, and never shown.
  public long missing() {
    return missing;
  }

  /// Shown more than once, or in the log more than once.
  public long twice() {
    return twice;
  }

  /// Shown after one that stands behind it in the log.
  public long outOfOrder() {
    return outOfOrder;
  }

  /// Shown, and not in the log, or not at the place where it was shown: it was not durable.
  public long vanished() {
    return vanished;
  }

  /// How often a subscriber was not shown in time what had happened, while nothing new did.
  public long keptWaiting() {
    return keptWaiting;
  }

  public boolean areNone() {
    return missing == 0 && twice == 0 && outOfOrder == 0 && vanished == 0 && keptWaiting == 0;
  }

  @Override
  public String toString() {
    return String.format(
        "events shown %,d, over %,d sockets: missing %,d, twice %,d, out of order %,d,"
            + " vanished %,d, kept waiting %,d",
        shown, sockets, missing, twice, outOfOrder, vanished, keptWaiting);
  }
}
