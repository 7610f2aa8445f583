package io.buddychat.testkit.kill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was found wrong after kills.
public final class Findings {

  private final Set<String> lost = new HashSet<>();
  private final Set<String> twice = new HashSet<>();
  private final Set<String> half = new HashSet<>();
  private final EventFindings events = new EventFindings();
  private int miscounted;
  private long acknowledged;
  private long retried;

  /// Compares what was sent in a chat or group with what its copies hold.
  ///
  /// @param sent per text, the id under which it was acknowledged ([Sent])
  /// @param copies per text, the ids under which a copy holds it; one map for each owner
  void compare(Map<String, String> sent, List<Map<String, List<String>>> copies) {
    Map<String, String> all = new HashMap<>(sent);
    // What nobody sent is somebody's half message.
    copies.forEach(copy -> copy.keySet().forEach(text -> all.putIfAbsent(text, "never sent")));
    all.forEach(
        (text, id) -> {
          List<List<String>> held =
              copies.stream().map(copy -> copy.getOrDefault(text, List.of())).toList();
          if (Sent.isAcknowledged(id) && !held.stream().allMatch(ids -> ids.contains(id))) {
            lost.add(text);
          }
          if (held.stream().anyMatch(ids -> ids.size() > 1)) {
            twice.add(text);
          }
          if (held.stream().map(Set::copyOf).distinct().count() > 1) {
            half.add(text);
          }
        });
  }

  void compareUnread(int expected, int shown) {
    if (expected != shown) {
      miscounted++;
    }
  }

  void count(long newlyAcknowledged, long newlyRetried) {
    acknowledged += newlyAcknowledged;
    retried += newlyRetried;
  }

  /// How many messages were acknowledged before a kill.
  public long acknowledged() {
    return acknowledged;
  }

  /// How many had no answer when the kill came, and were sent again.
  public long retried() {
    return retried;
  }

  /// Acknowledged, and missing in a copy, or there under another id.
  public int lost() {
    return lost.size();
  }

  /// More than once in a copy.
  public int twice() {
    return twice.size();
  }

  /// Not the same in all copies.
  public int half() {
    return half.size();
  }

  /// How often the number of unread messages was wrong.
  public int miscounted() {
    return miscounted;
  }

  /// What was found wrong with what people were shown of their inboxes.
  public EventFindings events() {
    return events;
  }

  public boolean areNone() {
    return lost.isEmpty()
        && twice.isEmpty()
        && half.isEmpty()
        && miscounted == 0
        && events.areNone();
  }

  @Override
  public String toString() {
    return String.format(
        "acknowledged %,d, sent again %,d: lost %,d, twice %,d, half %,d, miscounted %,d%n%s",
        acknowledged, retried, lost(), twice(), half(), miscounted, events);
  }
}
