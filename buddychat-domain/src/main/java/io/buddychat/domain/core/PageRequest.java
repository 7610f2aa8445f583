package io.buddychat.domain.core;

import java.util.Optional;

/// Which part of a list is wanted: the first or the last `limit` items strictly between two
/// positions.
///
/// This is Relay's paging (`first`/`after`, `last`/`before`) without its words. Items keep the
/// list's own order whichever end they are taken from. Limits are 0 to 100; who speaks to clients
/// checks that.
///
/// For who counts pages there is `skip`: so many items at that end are passed over first. What is
/// passed over is read all the same, so whoever lets clients skip bounds it. Lists that are read
/// for many owners at once skip nothing.
public record PageRequest(
    End from, int limit, int skip, Optional<Position> after, Optional<Position> before) {

  /// The end of the range that items are taken from.
  public enum End {
    START,
    FINISH
  }

  public PageRequest {
    if (limit < 0) {
      throw new IllegalArgumentException("a page cannot hold " + limit + " items");
    }
    if (skip < 0) {
      throw new IllegalArgumentException("a page cannot skip " + skip + " items");
    }
  }

  /// That skips nothing.
  public PageRequest(End from, int limit, Optional<Position> after, Optional<Position> before) {
    this(from, limit, 0, after, before);
  }

  public static PageRequest first(int limit) {
    return new PageRequest(End.START, limit, Optional.empty(), Optional.empty());
  }

  public static PageRequest last(int limit) {
    return new PageRequest(End.FINISH, limit, Optional.empty(), Optional.empty());
  }

  public PageRequest after(Position position) {
    return new PageRequest(from, limit, skip, Optional.of(position), before);
  }

  public PageRequest before(Position position) {
    return new PageRequest(from, limit, skip, after, Optional.of(position));
  }

  public PageRequest skipping(int items) {
    return new PageRequest(from, limit, items, after, before);
  }
}
