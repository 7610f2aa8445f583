package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// What was said, stored once however many people hold a copy. It goes when the last copy goes.
///
/// @param ordinal its running number in the conversation, which gives messages their order: total,
///   and the same for everybody
/// @param origin the session that sent it
/// @param editedAt when its text last changed, if it did
/// @param holders how many copies of it there are
/// @param awaiting how many recipients have not read it. Who lets go of it unread never will: a
///   message that one of them deleted unread is not read by all when the others have read it, and
///   so it is the log's entries of reading, and nothing else, that make [#readAt] appear
/// @param lastRead when a recipient last read it for the first time
public record Message(
    MessageId id,
    ConversationId conversation,
    long ordinal,
    UserId sender,
    SessionId origin,
    String content,
    Instant sentAt,
    Optional<Instant> editedAt,
    long holders,
    long awaiting,
    Optional<Instant> lastRead) {

  /// When it had been read by all: in a chat by the other side, in a group by the last of the
  /// recipients. Empty until then.
  public Optional<Instant> readAt() {
    return awaiting == 0 ? lastRead : Optional.empty();
  }

  Message edited(String newContent, Instant at) {
    return new Message(
        id,
        conversation,
        ordinal,
        sender,
        origin,
        newContent,
        sentAt,
        Optional.of(at),
        holders,
        awaiting,
        lastRead);
  }

  Message read(Instant at) {
    return new Message(
        id,
        conversation,
        ordinal,
        sender,
        origin,
        content,
        sentAt,
        editedAt,
        holders,
        awaiting - 1,
        Optional.of(at));
  }

  /// One owner let go of their copy.
  Message dropped() {
    return heldBy(holders - 1);
  }

  /// Somebody got a copy later. They do not read it for the first time, so nobody waits for that.
  Message given() {
    return heldBy(holders + 1);
  }

  private Message heldBy(long newHolders) {
    return new Message(
        id,
        conversation,
        ordinal,
        sender,
        origin,
        content,
        sentAt,
        editedAt,
        newHolders,
        awaiting,
        lastRead);
  }
}
