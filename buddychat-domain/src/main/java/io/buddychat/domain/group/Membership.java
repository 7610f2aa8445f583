package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.Newcomers;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a membership begins, whoever wants it.
///
/// @param members all there are
/// @param past what a newcomer is given
/// @param most how many members a group may have
record Membership(Conversation group, List<Copy> members, List<Message> past, int most) {

  /// A new member's copy, with nothing in it.
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

  /// Lets somebody in: everybody is told, the newcomer too, and then the newcomer is given what the
  /// group has for newcomers.
  ///
  /// @return the newcomer's copy
  Command.Decision<HeldConversation> begins(
      UserId user, UserId actor, Instant now, Ids ids, Changes.Builder changes) {
    if (members.size() >= most) {
      throw GroupRules.full(most);
    }
    Conversation grown = group.withOwners(members.size() + 1L);
    Copy newcomer = begin(grown, user, false, now, ids);
    changes.change(grown).add(newcomer);
    for (Copy member : members) {
      changes.log(member.owner(), added(member, newcomer, actor));
    }
    changes.log(user, added(newcomer, newcomer, actor));
    Newcomers.give(past, newcomer, now, changes);
    return new Command.Decision<>(changes.build(), new HeldConversation(newcomer, grown));
  }
}
