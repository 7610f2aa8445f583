package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Context;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;

/// Takes somebody out of a group: their copy goes with all they hold in it. Admins may, but not
/// with the creator. Whoever was removed does not come back unasked. Removing oneself is leaving.
public record RemoveMember(Viewer viewer, CopyId group, CopyId member) implements Command<Boolean> {

  @Override
  public Scope scope() {
    return Scope.of(Family.GROUP, group, viewer.user(), Scope.Reach.EVERYONE);
  }

  @Override
  public Decision<Boolean> decide(Room room, Context context) {
    if (member.equals(group)) {
      return new LeaveGroup(viewer, group).decide(room, context);
    }
    GroupRules.requireAdmin(room);
    Copy removed = room.member(member).orElseThrow(GroupRules::noSuchMember);
    UserId creator = room.conversation().card().orElseThrow().creator();
    if (removed.owner().equals(creator)) {
      throw new Failure.Forbidden("The creator of a group cannot be removed.").asException();
    }
    Changes.Builder changes = Changes.Builder.in(room, context);
    LeaveGroup.end(room, removed, Operation.MEMBER_REMOVED, changes, viewer);
    changes.ban(room.conversation(), removed.owner());
    return new Decision<>(changes.build(), true);
  }
}
