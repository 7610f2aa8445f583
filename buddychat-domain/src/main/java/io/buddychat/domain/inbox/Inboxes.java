package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.List;

/// Port: reads the owners' logs. They are written together with what they tell of, see
/// [io.buddychat.domain.conversation.Conversations#write].
///
/// What is read here is durable: an entry is never shown to anybody before a power cut could no
/// longer take it back.
public interface Inboxes {

  /// The entries after number `after`, in order, without holes, at most `limit`. Those that are
  /// forgotten are left out: then the first one has a higher number than `after + 1`, or there is
  /// none and the horizon of [#bounds] is higher than `after`.
  List<Entry> read(UserId owner, long after, int limit);

  /// How far the log reaches. An owner without a mailbox has an empty log.
  Bounds bounds(UserId owner);

  /// How far a log reaches.
  ///
  /// @param horizon entries up to this number have been forgotten; a cursor may be the horizon
  ///   itself
  /// @param head the number of the newest entry; 0 when there never was one
  record Bounds(long horizon, long head) {

    /// Whether the log can be read on after this cursor.
    public boolean reach(long cursor) {
      return horizon <= cursor && cursor <= head;
    }
  }
}
