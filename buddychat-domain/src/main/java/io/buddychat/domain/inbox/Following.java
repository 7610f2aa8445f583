package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.concurrent.Flow;

/// A log from a cursor on, or what somebody wants of it, about to be followed. It holds nothing and
/// need not be closed.
public final class Following {

  private final Inboxes inboxes;
  private final InboxBus bus;
  private final Turns turns;
  private final Checkpoints checkpoints;
  private final UserId owner;
  private final long cursor;
  private final InboxFilter filter;

  Following(
      Inboxes inboxes,
      InboxBus bus,
      Turns turns,
      Checkpoints checkpoints,
      UserId owner,
      long cursor,
      InboxFilter filter) {
    this.inboxes = inboxes;
    this.bus = bus;
    this.turns = turns;
    this.checkpoints = checkpoints;
    this.owner = owner;
    this.cursor = cursor;
    this.filter = filter;
  }

  /// Whose log it is.
  public UserId owner() {
    return owner;
  }

  /// The number of the last entry before those to come.
  public long cursor() {
    return cursor;
  }

  /// The log as items: what is in it already, then what comes. Each subscriber reads for itself.
  public <T> Flow.Publisher<T> as(Rendering<T> rendering) {
    return new InboxStream<>(this, rendering);
  }

  Inboxes inboxes() {
    return inboxes;
  }

  InboxBus bus() {
    return bus;
  }

  Turns turns() {
    return turns;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  InboxFilter filter() {
    return filter;
  }
}
