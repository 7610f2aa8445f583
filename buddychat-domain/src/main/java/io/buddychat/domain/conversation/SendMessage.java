package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Text;
import io.buddychat.domain.user.Viewer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Sends a message: a copy for every owner of the conversation, a notification for each but the
/// sender.
///
/// With a `clientMessageId`, sending the same again gives the first result and changes nothing;
/// other content or other attachments under the same id are a conflict. That holds as long as the
/// id is remembered (30 days by default); after that, sending under it sends anew.
///
/// @param content 1 to 10,000 characters, kept as written
/// @param clientMessageId up to 200 characters of the sender's choosing, unique for them in this
///   conversation
/// @param attachments up to 10 files that the sender has uploaded and not sent yet, in this order
public record SendMessage(
    Viewer viewer,
    Family family,
    CopyId copy,
    String content,
    Optional<String> clientMessageId,
    List<AttachmentId> attachments)
    implements Command<SendMessage.Sent> {

  private static final String ATTACHMENTS = "attachmentIds";
  private static final int MOST_ATTACHMENTS = 10;

  public SendMessage {
    Content.checked(content);
    attachments = checked(attachments);
    clientMessageId.ifPresent(
        id -> Text.checked("clientMessageId", "The client's message id", id, 1, 200));
  }

  /// A message without attachments.
  public SendMessage(
      Viewer viewer, Family family, CopyId copy, String content, Optional<String> clientMessageId) {
    this(viewer, family, copy, content, clientMessageId, List.of());
  }

  private static List<AttachmentId> checked(List<AttachmentId> attachments) {
    if (attachments.size() > MOST_ATTACHMENTS) {
      throw new Failure.InvalidInput(
              ATTACHMENTS, "A message can have at most " + MOST_ATTACHMENTS + " attachments.")
          .asException();
    }
    if (Set.copyOf(attachments).size() < attachments.size()) {
      throw new Failure.InvalidInput(ATTACHMENTS, "An attachment is named twice.").asException();
    }
    return List.copyOf(attachments);
  }

  /// What became of it.
  ///
  /// @param message the sender's own copy; empty when this is a repetition and the sender has let
  ///   go of the message since
  /// @param duplicate whether it had been sent before
  public record Sent(Optional<HeldMessage> message, boolean duplicate) {}

  @Override
  public Scope scope() {
    return Scope.of(family, copy, viewer.user(), Scope.Reach.EVERYONE)
        .clientId(clientMessageId)
        .attachments(attachments);
  }

  @Override
  public boolean mayShare() {
    return attachments.isEmpty();
  }

  @Override
  public Decision<Sent> decide(Room room, Context context) {
    String digest = Content.digest(content, attachments);
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
    for (AttachmentId id : attachments) {
      changes.attach(upload(room, id).sentWith(message.id(), attachments.indexOf(id)));
    }
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

  private static Attachment upload(Room room, AttachmentId id) {
    Attachment upload = room.uploads().get(id);
    if (upload == null) {
      throw Failure.notFound("attachment").asException();
    }
    if (upload.message().isPresent()) {
      throw new Failure.Conflict(ATTACHMENTS, "An attachment was sent before; upload it again.")
          .asException();
    }
    return upload;
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
