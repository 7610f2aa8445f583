package io.buddychat.domain.attachment;

import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// What is known of an uploaded file, beside its bytes.
///
/// @param uploader who uploaded it; they alone may send it
/// @param message the message it was sent with; empty until it is sent, which happens once
/// @param place where it stands among the attachments of its message, from 0
/// @param name the file's name as its uploader has it, never a path
/// @param contentType what the uploader says it is, as `type/subtype`; nothing vouches for it
/// @param size in bytes
public record Attachment(
    AttachmentId id,
    UserId uploader,
    Optional<MessageId> message,
    int place,
    String name,
    String contentType,
    long size,
    Instant uploadedAt) {

  Attachment ofSize(long bytes) {
    return new Attachment(id, uploader, message, place, name, contentType, bytes, uploadedAt);
  }

  /// The same file, sent.
  public Attachment sentWith(MessageId newMessage, int newPlace) {
    return new Attachment(
        id, uploader, Optional.of(newMessage), newPlace, name, contentType, size, uploadedAt);
  }
}
