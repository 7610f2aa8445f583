package io.buddychat.domain.inbox;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import java.util.Optional;

/// Begins to follow logs.
public final class FollowInbox {

  private final Inboxes inboxes;
  private final InboxBus bus;
  private final Turns turns;
  private final Checkpoints checkpoints;

  /// @param turns in which logs are read and items handed out
  public FollowInbox(Inboxes inboxes, InboxBus bus, Turns turns, Checkpoints checkpoints) {
    this.inboxes = inboxes;
    this.bus = bus;
    this.turns = turns;
    this.checkpoints = checkpoints;
  }

  /// @param after the number of the last entry known; empty to begin with what comes from now on
  /// @throws io.buddychat.domain.core.BuddyChatException with `ResyncRequired` when the log does
  ///   not reach to the cursor
  public Following of(UserId owner, Optional<Long> after, InboxFilter filter) {
    Inboxes.Bounds bounds = inboxes.bounds(owner);
    long cursor = after.orElse(bounds.head());
    if (!bounds.reach(cursor)) {
      throw outOfReach();
    }
    return new Following(inboxes, bus, turns, checkpoints, owner, cursor, filter);
  }

  /// What is told when a log does not, or no longer, reach to a cursor.
  public static RuntimeException outOfReach() {
    return new Failure.ResyncRequired("The log does not reach to this cursor; read the state anew.")
        .asException();
  }
}
