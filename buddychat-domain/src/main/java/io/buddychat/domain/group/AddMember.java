package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Context;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;

/// Makes somebody a member. Admins may. The newcomer's copy starts empty; everybody is told, the
/// newcomer too.
///
/// @param mostMembers how many members a group may have
public record AddMember(Viewer viewer, CopyId group, UserId user, int mostMembers)
    implements Command<HeldConversation> {

  @Override
  public Scope scope() {
    return Scope.of(Family.GROUP, group, viewer.user(), Scope.Reach.EVERYONE).guest(user);
  }

  /// Answers with the newcomer's copy.
  @Override
  public Decision<HeldConversation> decide(Room room, Context context) {
    GroupRules.requireAdmin(room);
    if (room.copies().stream().anyMatch(copy -> copy.owner().equals(user))) {
      throw new Failure.Conflict("memberId", "This person is a member already.").asException();
    }
    if (!room.heads().containsKey(user)) {
      throw Failure.notFound("user").asException();
    }
    if (room.copies().size() >= mostMembers) {
      throw GroupRules.full(mostMembers);
    }
    Conversation grown = room.conversation().withOwners(room.copies().size() + 1L);
    Copy newcomer = Membership.begin(grown, user, false, context.now(), context.ids());
    Changes.Builder changes = Changes.Builder.in(room, context).change(grown).add(newcomer);
    for (Copy member : room.copies()) {
      changes.log(member.owner(), Membership.added(member, newcomer, viewer.user()));
    }
    changes.log(user, Membership.added(newcomer, newcomer, viewer.user()));
    return new Decision<>(changes.build(), new HeldConversation(newcomer, grown));
  }
}
