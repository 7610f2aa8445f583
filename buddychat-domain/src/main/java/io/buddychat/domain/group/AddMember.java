package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Context;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;

/// Makes somebody a member, also somebody who was removed before. Admins may. The newcomer's copy
/// starts with what the group has for newcomers; everybody is told, the newcomer too.
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
    return new Membership(room.conversation(), room.copies(), room.past(), mostMembers)
        .begins(
            user,
            viewer.user(),
            context.now(),
            context.ids(),
            Changes.Builder.in(room, context).pardon(room.conversation(), user));
  }
}
