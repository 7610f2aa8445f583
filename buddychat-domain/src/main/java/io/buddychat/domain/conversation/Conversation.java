package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import java.time.Instant;
import java.util.Optional;

/// What the copies of a conversation have in common.
///
/// @param lastOrdinal the running number of the newest message ever sent in it; numbers are never
///   given twice, also when messages go
/// @param activityAt when the newest message was sent, or the conversation began; never goes back
/// @param owners how many copies of it there are
/// @param card what a group shows of itself; chats show nothing
public record Conversation(
    ConversationId id,
    Kind kind,
    long lastOrdinal,
    Instant activityAt,
    Instant createdAt,
    long owners,
    Optional<Card> card) {

  /// Who belongs to it.
  ///
  /// @implNote Stores keep [#code].
  public enum Kind {
    /// Two people, for ever.
    PAIR(1),
    /// One person, with themself.
    SELF(2),
    /// Members that come and go.
    GROUP(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    public Family family() {
      return switch (this) {
        case PAIR, SELF -> Family.CHAT;
        case GROUP -> Family.GROUP;
      };
    }

    public static Kind ofCode(int code) {
      return values()[code - 1];
    }
  }

  Conversation withMessage(long ordinal, Instant at) {
    return new Conversation(
        id, kind, ordinal, at.isAfter(activityAt) ? at : activityAt, createdAt, owners, card);
  }

  public Conversation withOwners(long newOwners) {
    return new Conversation(id, kind, lastOrdinal, activityAt, createdAt, newOwners, card);
  }

  public Conversation withCard(Card newCard) {
    return new Conversation(
        id, kind, lastOrdinal, activityAt, createdAt, owners, Optional.of(newCard));
  }
}
