package io.buddychat.domain.inbox;

import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /// The numbers of the newest entries of these logs; an owner without a mailbox may be left out.
  /// They tell whether it is worth the while to read, and nothing more: what they count need not be
  /// durable yet.
  ///
  /// @implNote Asks for each by itself; a store that can should ask for all at once.
  default Map<UserId, Long> heads(Collection<UserId> owners) {
    Map<UserId, Long> heads = new HashMap<>();
    owners.forEach(owner -> heads.put(owner, bounds(owner).head()));
    return heads;
  }

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
