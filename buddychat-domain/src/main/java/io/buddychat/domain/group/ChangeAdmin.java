package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Context;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;

/// Makes a member an admin, or no longer one. Admins may, also with themselves. The last admin
/// stays one.
public record ChangeAdmin(Viewer viewer, CopyId group, CopyId member, boolean admin)
    implements Command<HeldConversation> {

  @Override
  public Scope scope() {
    return Scope.of(Family.GROUP, group, viewer.user(), Scope.Reach.EVERYONE);
  }

  /// Answers with the member's copy.
  @Override
  public Decision<HeldConversation> decide(Room room, Context context) {
    GroupRules.requireAdmin(room);
    Copy present = room.member(member).orElseThrow(GroupRules::noSuchMember);
    if (present.admin() == admin) {
      return new Decision<>(Changes.none(), new HeldConversation(present, room.conversation()));
    }
    if (!admin && room.copies().stream().filter(Copy::admin).count() == 1) {
      throw new Failure.Conflict("The last admin of a group stays one.").asException();
    }
    Copy changed = present.withAdmin(admin);
    Changes.Builder changes = Changes.Builder.in(room, context).change(changed);
    for (Copy owner : room.copies()) {
      changes.log(
          owner.owner(),
          new Event.OfMember(
              Operation.MEMBER_ROLE_CHANGED,
              owner.id(),
              room.conversation().id(),
              changed.id(),
              changed.owner(),
              viewer.user()));
    }
    return new Decision<>(changes.build(), new HeldConversation(changed, room.conversation()));
  }
}
