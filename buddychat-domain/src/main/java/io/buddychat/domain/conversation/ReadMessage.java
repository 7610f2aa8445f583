package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;

/// Marks a message as read by the owner of the copy. The first time stays. The sender learns of it,
/// if they still hold their own copy. One's own message has nothing to be read.
public record ReadMessage(Viewer viewer, Family family, MessageCopyId message)
    implements Command<HeldMessage> {

  @Override
  public Scope scope() {
    return Scope.of(family, message.copy(), viewer.user(), Scope.Reach.OWNER_AND_SENDER)
        .message(message.ordinal());
  }

  @Override
  public Decision<HeldMessage> decide(Room room, Context context) {
    Message present = room.heldMessage();
    MessageCopy own = room.held().orElseThrow();
    if (present.sender().equals(viewer.user())) {
      throw new Failure.Forbidden("One's own message cannot be marked as read.").asException();
    }
    if (!own.isUnread()) {
      return new Decision<>(Changes.none(), new HeldMessage(own, present));
    }
    MessageCopy readCopy = own.read(context.now());
    Message readMessage = present.read(context.now());
    Changes.Builder changes =
        Changes.Builder.in(room, context)
            .change(readCopy)
            .change(readMessage)
            .change(room.mine().withSettled());
    Operation operation = Happening.READ.in(room.conversation().kind());
    for (MessageCopy holder : room.holders().values()) {
      changes.log(
          holder.owner(), new Event.OfMessage(operation, holder.id(), present.id(), viewer.user()));
    }
    return new Decision<>(changes.build(), new HeldMessage(readCopy, readMessage));
  }
}
