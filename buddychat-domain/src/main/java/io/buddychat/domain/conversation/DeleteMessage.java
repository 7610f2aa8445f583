package io.buddychat.domain.conversation;

import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.Viewer;

/// Deletes the asking person's own copy of a message, with its notification. Everybody else keeps
/// theirs. When it was the last copy, the text goes too.
public record DeleteMessage(Viewer viewer, Family family, MessageCopyId message)
    implements Command<Boolean> {

  @Override
  public Scope scope() {
    return Scope.of(family, message.copy(), viewer.user(), Scope.Reach.OWNER)
        .message(message.ordinal());
  }

  @Override
  public Decision<Boolean> decide(Room room, Context context) {
    Message present = room.heldMessage();
    MessageCopy own = room.held().orElseThrow();
    Changes.Builder changes = Changes.Builder.in(room, context);
    changes.log(
        viewer.user(),
        new Event.OfMessage(
            Happening.DELETED.in(room.conversation().kind()),
            own.id(),
            present.id(),
            viewer.user()));
    LettingGo.of(own, room.mine(), changes, viewer.user());
    if (present.holders() == 1) {
      changes.forget(present);
    } else {
      changes.change(present.dropped());
    }
    return new Decision<>(changes.build(), true);
  }
}
