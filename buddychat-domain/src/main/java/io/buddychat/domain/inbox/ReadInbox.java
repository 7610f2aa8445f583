package io.buddychat.domain.inbox;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/// Reads logs a page at a time, from their beginning to their end.
public final class ReadInbox {

  private final Inboxes inboxes;

  public ReadInbox(Inboxes inboxes) {
    this.inboxes = inboxes;
  }

  /// The number of the newest entry; 0 when there never was one.
  public long head(UserId owner) {
    return inboxes.bounds(owner).head();
  }

  /// The entries after a cursor.
  ///
  /// @param after the number of the last entry known; empty to begin with the oldest that is kept
  /// @throws io.buddychat.domain.core.BuddyChatException with `ResyncRequired` when the log does
  ///   not reach to the cursor
  public Page<Entry> page(UserId owner, Optional<Long> after, int limit) {
    Inboxes.Bounds bounds = inboxes.bounds(owner);
    long cursor = after.orElse(bounds.horizon());
    if (!bounds.reach(cursor)) {
      throw FollowInbox.outOfReach();
    }
    List<Entry> read =
        after.isPresent()
            ? after(inboxes, owner, cursor, limit + 1)
            : inboxes.read(
                owner, cursor, limit + 1); // the oldest kept, also if it was not just now
    boolean more = read.size() > limit;
    return new Page<>(more ? read.subList(0, limit) : read, cursor > bounds.horizon(), more);
  }

  /// The entries after a cursor that was in the log's reach and may have been forgotten since: then
  /// the first that is left does not follow it, or none is left and the horizon tells.
  static List<Entry> after(Inboxes inboxes, UserId owner, long cursor, int limit) {
    List<Entry> read = inboxes.read(owner, cursor, limit);
    long reachesBackTo = read.isEmpty() ? inboxes.bounds(owner).horizon() : read.get(0).seq() - 1;
    if (reachesBackTo > cursor) {
      throw FollowInbox.outOfReach();
    }
    return read;
  }
}
