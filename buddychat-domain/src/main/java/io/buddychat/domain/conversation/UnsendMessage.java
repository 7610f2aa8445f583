package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;

/// Takes a message back from everybody: every copy that still lives goes, with its notification,
/// and the text with them. Only the sender may, while they hold their own copy. Copies that others
/// deleted before are in nobody's way.
public record UnsendMessage(Viewer viewer, Family family, MessageCopyId message)
    implements Command<Boolean> {

  @Override
  public Scope scope() {
    return Scope.of(family, message.copy(), viewer.user(), Scope.Reach.EVERYONE)
        .message(message.ordinal());
  }

  @Override
  public Decision<Boolean> decide(Room room, Context context) {
    Message unsent = room.heldMessage();
    if (!unsent.sender().equals(viewer.user())) {
      throw new Failure.Forbidden("Only the sender can unsend a message.").asException();
    }
    Changes.Builder changes = Changes.Builder.in(room, context).forget(unsent);
    Operation operation = Happening.UNSENT.in(room.conversation().kind());
    for (Copy copy : room.copies()) {
      MessageCopy held = room.holders().get(copy.id());
      if (held != null) {
        changes.log(
            copy.owner(), new Event.OfMessage(operation, held.id(), unsent.id(), viewer.user()));
        LettingGo.of(held, copy, changes, viewer.user());
      }
    }
    return new Decision<>(changes.build(), true);
  }
}
