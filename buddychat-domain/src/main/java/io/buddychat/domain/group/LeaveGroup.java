package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Context;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Departure;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;

/// Leaves a group: the asking person's copy goes with all they hold in it; what they sent stays
/// with the others. With the last member the group itself goes.
public record LeaveGroup(Viewer viewer, CopyId group) implements Command<Boolean> {

  @Override
  public Scope scope() {
    return Scope.of(Family.GROUP, group, viewer.user(), Scope.Reach.EVERYONE);
  }

  @Override
  public Decision<Boolean> decide(Room room, Context context) {
    Changes.Builder changes = Changes.Builder.in(room, context);
    end(room, room.mine(), Operation.MEMBER_LEFT, changes, viewer);
    return new Decision<>(changes.build(), true);
  }

  /// Ends a membership, whoever wants it: everybody is told, the one who goes too.
  static void end(
      Room room, Copy leaving, Operation operation, Changes.Builder changes, Viewer by) {
    Departure departure = new Departure(room, leaving);
    departure.tell(operation, room.copies(), changes, by.user());
    departure.apply(changes, by.user());
    changes.end(leaving);
    if (departure.remaining().isEmpty()) {
      changes.dissolve(room.conversation());
    }
  }
}
