package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;

/// Changes what a message says, in every copy that still lives. Only its sender may, and only while
/// they hold their own copy. A copy that was deleted does not come back. The same content again
/// changes nothing and tells nobody.
public record EditMessage(Viewer viewer, Family family, MessageCopyId message, String content)
    implements Command<HeldMessage> {

  public EditMessage {
    Content.checked(content);
  }

  @Override
  public Scope scope() {
    return Scope.of(family, message.copy(), viewer.user(), Scope.Reach.EVERYONE)
        .message(message.ordinal());
  }

  @Override
  public Decision<HeldMessage> decide(Room room, Context context) {
    Message present = room.heldMessage();
    MessageCopy own = room.held().orElseThrow();
    if (!present.sender().equals(viewer.user())) {
      throw new Failure.Forbidden("Only the sender can change a message.").asException();
    }
    if (present.content().equals(content)) {
      return new Decision<>(Changes.none(), new HeldMessage(own, present));
    }
    Message edited = present.edited(content, context.now());
    Changes.Builder changes = Changes.Builder.in(room, context).change(edited);
    Operation updated = Happening.UPDATED.in(room.conversation().kind());
    for (MessageCopy holder : room.holders().values()) {
      changes.log(
          holder.owner(), new Event.OfMessage(updated, holder.id(), present.id(), viewer.user()));
    }
    return new Decision<>(changes.build(), new HeldMessage(own, edited));
  }
}
