package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;

/// Sets the notification of a message as read. The first time stays. It does not mark the message
/// itself as read: having seen that something came is not having read it.
///
/// A notification is asked for by the message copy it came with, whatever the family.
public record NoticeMessage(Viewer viewer, MessageCopyId message) implements Command<HeldMessage> {

  @Override
  public Scope scope() {
    return Scope.ofAnyFamily(message.copy(), viewer.user()).message(message.ordinal());
  }

  @Override
  public Decision<HeldMessage> decide(Room room, Context context) {
    MessageCopy own =
        room.held().filter(MessageCopy::received).orElseThrow(NoticeMessage::noSuchNotification);
    Message present = room.message().orElseThrow(NoticeMessage::noSuchNotification);
    if (own.noticedAt().isPresent()) {
      return new Decision<>(Changes.none(), new HeldMessage(own, present));
    }
    MessageCopy noticed = own.noticed(context.now());
    Changes.Builder changes =
        Changes.Builder.in(room, context)
            .change(noticed)
            .log(
                viewer.user(),
                new Event.OfMessage(
                    Operation.NOTIFICATION_READ, own.id(), present.id(), viewer.user()));
    return new Decision<>(changes.build(), new HeldMessage(noticed, present));
  }

  private static RuntimeException noSuchNotification() {
    return Failure.notFound("notification").asException();
  }
}
