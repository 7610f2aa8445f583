package io.buddychat.domain.conversation;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Text;
import io.buddychat.domain.user.Viewer;
import java.util.Objects;
import java.util.Optional;

/// Sends a message: a copy for every owner of the conversation, a notification for each but the
/// sender.
///
/// With a `clientMessageId`, sending the same again gives the first result and changes nothing;
/// other content under the same id is a conflict.
///
/// @param content 1 to 10,000 characters, kept as written
/// @param clientMessageId up to 200 characters of the sender's choosing, unique for them in this
///   conversation
public record SendMessage(
    Viewer viewer, Family family, CopyId copy, String content, Optional<String> clientMessageId)
    implements Command<SendMessage.Sent> {

  public SendMessage {
    Content.checked(content);
    clientMessageId.ifPresent(
        id -> Text.checked("clientMessageId", "The client's message id", id, 1, 200));
  }

  /// What became of it.
  ///
  /// @param message the sender's own copy; empty when this is a repetition and the sender has let
  ///   go of the message since
  /// @param duplicate whether it had been sent before
  public record Sent(Optional<HeldMessage> message, boolean duplicate) {}

  @Override
  public Scope scope() {
    return Scope.of(family, copy, viewer.user(), Scope.Reach.EVERYONE).clientId(clientMessageId);
  }

  @Override
  public Decision<Sent> decide(Room room, Context context) {
    String digest = Content.digest(content);
    if (room.sentBefore().isPresent()) {
      return repeated(room, room.sentBefore().get(), digest);
    }
    Conversation conversation = room.conversation();
    if (conversation.kind() == Conversation.Kind.PAIR && conversation.owners() == 1) {
      throw new Failure.Conflict("The other account was deleted; nothing can be sent to it.")
          .asException();
    }
    long ordinal = conversation.lastOrdinal() + 1;
    Message message =
        new Message(
            new MessageId(context.ids().next()),
            conversation.id(),
            ordinal,
            viewer.user(),
            viewer.session(),
            content,
            context.now(),
            Optional.empty(),
            room.copies().size(),
            room.copies().size() - 1L,
            Optional.empty());
    Changes.Builder changes =
        Changes.Builder.in(room, context)
            .send(message)
            .change(conversation.withMessage(ordinal, context.now()))
            .change(room.mine().withOwnSent());
    MessageCopy own = null;
    for (Copy each : room.copies()) {
      MessageCopy delivered = changes.deliver(copyFor(each, message));
      if (each.id().equals(room.mine().id())) {
        own = delivered;
      }
    }
    clientMessageId.ifPresent(
        id ->
            changes.remember(
                new SendKey(viewer.user(), conversation.id(), id, ordinal, digest, context.now())));
    HeldMessage held = new HeldMessage(Objects.requireNonNull(own), message);
    return new Decision<>(changes.build(), new Sent(Optional.of(held), false));
  }

  private MessageCopy copyFor(Copy owner, Message message) {
    return new MessageCopy(
        new MessageCopyId(owner.id(), message.ordinal()),
        owner.owner(),
        message.id(),
        !owner.owner().equals(message.sender()),
        0,
        Optional.empty(),
        Optional.empty());
  }

  private static Decision<Sent> repeated(Room room, SendKey before, String digest) {
    if (!before.digest().equals(digest)) {
      throw new Failure.Conflict("clientMessageId", "Something else was sent under this id before.")
          .asException();
    }
    Optional<HeldMessage> held =
        room.held().flatMap(own -> room.message().map(message -> new HeldMessage(own, message)));
    return new Decision<>(Changes.none(), new Sent(held, true));
  }
}
