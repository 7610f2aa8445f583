package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// How a membership begins.
final class Membership {

  private Membership() {}

  /// A new member's copy. It starts empty, whatever was said before.
  static Copy begin(Conversation group, UserId user, boolean admin, Instant now, Ids ids) {
    return new Copy(
        new CopyId(ids.next()),
        group.id(),
        user,
        Optional.empty(),
        false,
        now,
        admin,
        group.lastOrdinal(),
        0,
        0);
  }

  /// Tells the owner of a copy that somebody has become a member.
  static Event added(Copy toOwner, Copy member, UserId actor) {
    return new Event.OfMember(
        Operation.MEMBER_ADDED,
        toOwner.id(),
        toOwner.conversation(),
        member.id(),
        member.owner(),
        actor);
  }
}
