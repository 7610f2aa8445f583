package io.buddychat.graphql;

import io.buddychat.domain.inbox.Following;
import io.buddychat.domain.user.Viewer;

/// What a subscription follows, and how it wants to be told.
///
/// @param viewer whose log it is. Their subscription stays theirs even when somebody else logs in
///   over the same socket.
record Followed(Viewer viewer, Following following, Form form) {

  /// What an entry becomes.
  enum Form {
    /// A frame as the original BuddyChat sent it, see [Broadcasts].
    BROADCASTS,
    /// The field `inbox` in the shape the client asked for, see [Deliveries].
    EVENTS
  }
}
