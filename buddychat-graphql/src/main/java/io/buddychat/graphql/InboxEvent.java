package io.buddychat.graphql;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// An entry of somebody's log as the `InboxEvent` of the schema, or one of the two events that no
/// entry stands behind.
///
/// @param payload what the entry tells
record InboxEvent(InboxCursor cursor, String operation, Instant at, Optional<Event> payload) {

  /// The first event of a subscription: active from this cursor on.
  static InboxEvent active(UserId owner, long cursor, Instant now) {
    return new InboxEvent(
        new InboxCursor(owner, cursor), "SUBSCRIPTION_ACTIVE", now, Optional.empty());
  }

  static InboxEvent of(Entry entry) {
    return new InboxEvent(
        new InboxCursor(entry.owner(), entry.seq()),
        entry.event().operation().name(),
        entry.at(),
        Optional.of(entry.event()));
  }

  /// How far the log has been read for somebody who did not want what was in it.
  static InboxEvent checkpoint(UserId owner, long cursor, Instant now) {
    return new InboxEvent(new InboxCursor(owner, cursor), "CHECKPOINT", now, Optional.empty());
  }
}
