package io.buddychat.domain.core;

/// Where an item stands in an ordered list: the value the list is sorted by, then a tie-breaker.
///
/// A position is a place, not a row. It stays right when the item it was taken from is gone.
public record Position(long major, long minor) implements Comparable<Position> {

  /// A place in a list whose `major` never ties.
  public static Position of(long major) {
    return new Position(major, 0);
  }

  @Override
  public int compareTo(Position other) {
    int byMajor = Long.compare(major, other.major);
    return byMajor != 0 ? byMajor : Long.compare(minor, other.minor);
  }
}
