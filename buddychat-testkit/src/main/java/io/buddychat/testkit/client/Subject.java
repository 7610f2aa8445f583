package io.buddychat.testkit.client;

import java.util.Optional;

/// What an event happened to.
///
/// The ids are those the event was written with. What they stand for is shown as it is when the
/// event is delivered, and is empty when it is gone, or not this person's to see, by then.
public sealed interface Subject {

  /// A message is new, has another text, or was read.
  ///
  /// @param actorId who sent, edited or read it
  record MessageChanged(
      Kind kind,
      String copyId,
      String conversationId,
      String messageId,
      String actorId,
      Optional<MessageCopy> copy)
      implements Subject {}

  /// One's own copy of a message is gone.
  record MessageGone(
      Kind kind, String copyId, String conversationId, String messageId, String actorId)
      implements Subject {}

  /// One's own copy of a conversation is still there, and nothing in it.
  record ConversationEmptied(Kind kind, String conversationId, String actorId) implements Subject {}

  /// A chat is new, or went into or out of the archive.
  record ChatChanged(String chatId, String actorId, Optional<Chat> chat) implements Subject {}

  /// A group is new, shows something else of itself, or went into or out of the archive.
  record GroupChanged(String groupCopyId, String groupId, String actorId, Optional<Group> group)
      implements Subject {}

  /// A group is gone for good.
  record GroupGone(String groupCopyId, String groupId, String actorId) implements Subject {}

  /// Somebody has come into a group or gone, or has another role in it.
  record MembershipChanged(
      String memberId,
      String groupCopyId,
      String groupId,
      String userId,
      String actorId,
      Optional<Member> member)
      implements Subject {}

  /// A notification is new or was set as read.
  record NotificationChanged(
      String notificationId, String messageId, String actorId, Optional<Notification> notification)
      implements Subject {}

  /// A notification is gone.
  record NotificationGone(String notificationId, String messageId, String actorId)
      implements Subject {}

  /// A person's profile has changed, or their account was deleted.
  record UserChanged(String userId, Optional<User> user) implements Subject {}

  /// Something that this client does not know.
  record Unknown(String type) implements Subject {}
}
