package io.buddychat.testkit.memory;

import java.util.Comparator;
import java.util.NavigableMap;

/// A key of two parts, sorted by the first, then by the second: whatever shares its first part lies
/// together.
record Key(long first, long second) implements Comparable<Key> {

  private static final Comparator<Key> ORDER =
      Comparator.comparingLong(Key::first).thenComparingLong(Key::second);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }

  /// The rows whose key begins with this.
  static <V> NavigableMap<Key, V> under(long first, NavigableMap<Key, V> rows) {
    return rows.subMap(new Key(first, Long.MIN_VALUE), true, new Key(first, Long.MAX_VALUE), true);
  }
}
