package io.buddychat.domain.conversation;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Position;
import java.util.Optional;

/// Narrows what somebody asks for of all the messages they hold. It works on their own copies, so
/// that it tells nothing that is not theirs.
///
/// @param in only what lies in this copy of a conversation
/// @param unread only what somebody else sent and the owner has not read, or only the rest
/// @param mine only what the owner sent, or only what others did
public record MessageFilter(Optional<CopyId> in, Optional<Boolean> unread, Optional<Boolean> mine) {

  /// All messages.
  public static final MessageFilter NONE =
      new MessageFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /// Where a message stands in the list: by its arrival in the mailbox; in one conversation, by its
  /// number there.
  public Position position(HeldMessage held) {
    return Position.of(in.isPresent() ? held.message().ordinal() : held.copy().seq());
  }

  /// Whether a message is wanted.
  public boolean wants(HeldMessage held) {
    return in.filter(copy -> !copy.equals(held.copy().id().copy())).isEmpty()
        && unread.filter(wanted -> wanted != held.copy().isUnread()).isEmpty()
        && mine.filter(wanted -> wanted != held.isOwn()).isEmpty();
  }
}
