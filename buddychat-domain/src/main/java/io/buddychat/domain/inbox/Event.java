package io.buddychat.domain.inbox;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.util.Optional;

/// What happened, told with the ids of the owner's own copies and nothing else.
public sealed interface Event {

  Operation operation();

  /// Who did it.
  UserId actor();

  /// The owner's own copy of the conversation in which it happened; nothing for what is about a
  /// person.
  Optional<CopyId> place();

  /// Something happened to a message of which the owner holds (or held) `copy`, or to the
  /// notification that came with it, which has the same id.
  ///
  /// @param actor who did it: the sender, the reader, the one who deleted
  record OfMessage(Operation operation, MessageCopyId copy, MessageId message, UserId actor)
      implements Event {
    @Override
    public Optional<CopyId> place() {
      return Optional.of(copy.copy());
    }
  }

  /// Something happened to the owner's copy of a conversation, or to the conversation as a whole.
  record OfCopy(Operation operation, CopyId copy, ConversationId conversation, UserId actor)
      implements Event {
    @Override
    public Optional<CopyId> place() {
      return Optional.of(copy);
    }
  }

  /// Somebody came into a group, left it, or changed their role there.
  ///
  /// @param copy the owner's own copy of the group
  /// @param member the membership it is about
  record OfMember(
      Operation operation,
      CopyId copy,
      ConversationId conversation,
      CopyId member,
      UserId user,
      UserId actor)
      implements Event {
    /// Whether it is the owner's own membership, with which their copy of the group begins and
    /// ends.
    public boolean isOwn() {
      return member.equals(copy);
    }

    @Override
    public Optional<CopyId> place() {
      return Optional.of(copy);
    }
  }

  /// A person the owner shares a conversation with (or the owner) has a new profile, or is gone.
  record OfUser(Operation operation, UserId user) implements Event {
    /// The person themself: nobody else changes a profile.
    @Override
    public UserId actor() {
      return user;
    }

    @Override
    public Optional<CopyId> place() {
      return Optional.empty();
    }
  }
}
