package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation as a command finds it, locked until the command's changes are stored.
///
/// @param mine the asking person's own copy
/// @param copies the copies within the scope's reach, `mine` among them, in the order of their
///   owners
/// @param message the message in question, or the one that was sent before, if it still exists
/// @param holders the copies of that message that lie in `copies`, in the same order
/// @param sentBefore what was sent under the same client id
/// @param uploads those of the scope's attachments that the asking person has uploaded, sent or
///   not, complete and not discarded; locked as well
/// @param past what a newcomer is to be given, oldest first; nothing when the scope has no guest
/// @param heads the number of the newest log entry of each owner in `copies`, and of the guest if
///   they have a mailbox
public record Room(
    Conversation conversation,
    Copy mine,
    List<Copy> copies,
    Optional<Message> message,
    Map<CopyId, MessageCopy> holders,
    Optional<SendKey> sentBefore,
    Map<AttachmentId, Attachment> uploads,
    List<Message> past,
    Map<UserId, Long> heads) {

  /// The copy that is this membership, if it is within reach.
  public Optional<Copy> member(CopyId id) {
    return copies.stream().filter(copy -> copy.id().equals(id)).findFirst();
  }

  /// The asking person's own copy of the message in question.
  Optional<MessageCopy> held() {
    return Optional.ofNullable(holders.get(mine.id()));
  }

  /// The message in question, if the asking person holds a copy of it.
  Message heldMessage() {
    if (held().isEmpty()) {
      throw noSuchMessage();
    }
    return message.orElseThrow(this::noSuchMessage);
  }

  BuddyChatException noSuchMessage() {
    return conversation.kind().family().noSuchMessage();
  }
}
