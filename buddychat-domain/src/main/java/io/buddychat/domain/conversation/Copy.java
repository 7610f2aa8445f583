package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// One person's own copy of a conversation.
///
/// In a group it is the membership as well: the two begin and end together.
///
/// The last three numbers keep the unread count without touching anybody's copy when a message
/// comes: the conversation counts messages, the copy counts what of them needs no reading. See
/// [#unread].
///
/// @param other the other person of a pair, oneself in a chat with oneself, nobody in a group
/// @param createdAt when it began; in a group, when its owner joined
/// @param admin whether its owner may change the group and its members; in a chat there is nothing
///   to change, and nobody is one
/// @param base the conversation's newest number when this copy began or was last cleared: it holds
///   nothing up to there, but for what a newcomer was given, which counts for none of these
/// @param ownSent how many messages its owner has sent since
/// @param settled how many messages of others since then have been read or have left this copy
public record Copy(
    CopyId id,
    ConversationId conversation,
    UserId owner,
    Optional<UserId> other,
    boolean archived,
    Instant createdAt,
    boolean admin,
    long base,
    long ownSent,
    long settled) {

  /// How many messages of others its owner holds and has not read.
  public long unread(Conversation in) {
    return in.lastOrdinal() - base - ownSent - settled;
  }

  Copy withArchived(boolean newArchived) {
    return new Copy(
        id, conversation, owner, other, newArchived, createdAt, admin, base, ownSent, settled);
  }

  Copy withOwnSent() {
    return new Copy(
        id, conversation, owner, other, archived, createdAt, admin, base, ownSent + 1, settled);
  }

  Copy withSettled() {
    return new Copy(
        id, conversation, owner, other, archived, createdAt, admin, base, ownSent, settled + 1);
  }

  Copy cleared(Conversation in) {
    return new Copy(
        id, conversation, owner, other, archived, createdAt, admin, in.lastOrdinal(), 0, 0);
  }

  public Copy withAdmin(boolean newAdmin) {
    return new Copy(
        id, conversation, owner, other, archived, createdAt, newAdmin, base, ownSent, settled);
  }
}
