package io.buddychat.domain.attachment;

import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Port: a row for each uploaded file.
///
/// A row is *begun* before the first byte is kept, *complete* when all are, and *sent* with a
/// message. A complete one that is not sent goes at a time that is set when it is begun. It is
/// *discarded* when that time has come or its message has gone: then it is nowhere to be seen, and
/// waits for its bytes to be removed.
///
/// How an attachment is sent, and that it is discarded with its message, is part of
/// [io.buddychat.domain.conversation.Conversations]: it happens in the message's own transaction.
public interface Attachments {

  /// Adds the row of a file of which no byte is there yet.
  ///
  /// @param until when it goes if it is not sent
  void begin(Attachment attachment, Instant until);

  /// All bytes are there, this many.
  ///
  /// @return whether it was still wanted: not when it was discarded meanwhile
  boolean complete(AttachmentId id, long size);

  /// How many files of this person are begun or complete, and not sent.
  int waiting(UserId uploader);

  /// Of these, the ones a person may see: sent with a message of which they hold a copy, or
  /// complete and not yet sent by themself.
  Map<AttachmentId, Attachment> visible(UserId viewer, Collection<AttachmentId> ids);

  /// What was sent with each of these messages, as far as the person holds a copy of it, in the
  /// order in which it was sent. Messages without attachments are left out.
  Map<MessageId, List<Attachment>> ofMessages(UserId viewer, Collection<MessageId> messages);

  /// Discards what was to be sent by now and was not.
  void expire(Instant now);

  /// Some of the discarded ones.
  List<AttachmentId> discarded(int most);

  /// Removes these rows. There are no bytes of them any more.
  void forget(Collection<AttachmentId> ids);
}
