package io.buddychat.domain.inbox;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.UserId;

/// One thing that the entries of a log tell of: a person, or something its owner holds.
public sealed interface Subject {

  /// Whether this event happened to it.
  boolean isOf(Event event);

  /// A person, by their profile.
  record OfUser(UserId user) implements Subject {
    @Override
    public boolean isOf(Event event) {
      return event instanceof Event.OfUser it && it.user().equals(user);
    }
  }

  /// The owner's own copy of a conversation. It begins and ends with their membership, so what
  /// happens to that happens to the copy.
  record OfCopy(CopyId copy) implements Subject {
    @Override
    public boolean isOf(Event event) {
      if (event instanceof Event.OfMember member) {
        return member.isOwn() && member.copy().equals(copy);
      }
      return event instanceof Event.OfCopy it && it.copy().equals(copy);
    }
  }

  /// Somebody's membership in a group.
  record OfMember(CopyId member) implements Subject {
    @Override
    public boolean isOf(Event event) {
      return event instanceof Event.OfMember it && it.member().equals(member);
    }
  }

  /// The owner's own copy of a message.
  record OfMessage(MessageCopyId copy) implements Subject {
    @Override
    public boolean isOf(Event event) {
      return event instanceof Event.OfMessage it
          && it.copy().equals(copy)
          && !it.operation().isOfNotifications();
    }
  }

  /// The notification that came with the owner's copy of a message.
  record OfNotification(MessageCopyId copy) implements Subject {
    @Override
    public boolean isOf(Event event) {
      return event instanceof Event.OfMessage it
          && it.copy().equals(copy)
          && it.operation().isOfNotifications();
    }
  }
}
