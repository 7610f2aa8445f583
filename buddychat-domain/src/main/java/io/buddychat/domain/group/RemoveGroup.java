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
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;

/// Removes a group for good: every copy goes, with all that was said. Its creator may; once they
/// are no member, any admin.
public record RemoveGroup(Viewer viewer, CopyId group) implements Command<Boolean> {

  @Override
  public Scope scope() {
    return Scope.of(Family.GROUP, group, viewer.user(), Scope.Reach.EVERYONE);
  }

  @Override
  public Decision<Boolean> decide(Room room, Context context) {
    UserId creator = room.conversation().card().orElseThrow().creator();
    boolean creatorIsMember = room.copies().stream().anyMatch(copy -> copy.owner().equals(creator));
    boolean may = creatorIsMember ? creator.equals(viewer.user()) : room.mine().admin();
    if (!may) {
      throw new Failure.Forbidden(
              "Only the creator can remove a group; once they have left, an admin can.")
          .asException();
    }
    Changes.Builder changes = Changes.Builder.in(room, context).dissolve(room.conversation());
    for (Copy copy : room.copies()) {
      changes
          .end(copy)
          .log(
              copy.owner(),
              new Event.OfCopy(
                  Operation.GROUP_PERMANENTLY_REMOVED,
                  copy.id(),
                  room.conversation().id(),
                  viewer.user()));
    }
    return new Decision<>(changes.build(), true);
  }
}
