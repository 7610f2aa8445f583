package io.buddychat.graphql;

import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import java.util.Locale;

/// What the schema calls the same thing in chats and in groups. The original BuddyChat has two sets
/// of names for one mechanism; this is the one place that knows both.
enum Wording {
  CHAT(Family.CHAT, NodeType.CHAT, NodeType.CHAT_MESSAGE, "chat", "archived"),
  GROUP(Family.GROUP, NodeType.GROUP_COPY, NodeType.GROUP_MESSAGE, "groupCopy", "isArchived");

  private final Family family;
  private final NodeType copy;
  private final NodeType message;
  private final String copyField;
  private final String archivedField;

  Wording(Family family, NodeType copy, NodeType message, String copyField, String archivedField) {
    this.family = family;
    this.copy = copy;
    this.message = message;
    this.copyField = copyField;
    this.archivedField = archivedField;
  }

  static Wording of(Family family) {
    return switch (family) {
      case CHAT -> CHAT;
      case GROUP -> GROUP;
    };
  }

  Family family() {
    return family;
  }

  /// The kind of conversation as it stands in the names of types.
  String kindName() {
    return switch (this) {
      case CHAT -> "Chat";
      case GROUP -> "Group";
    };
  }

  /// Somebody's own copy of a conversation.
  Nodes node(HeldConversation held) {
    return switch (this) {
      case CHAT -> new Nodes.OwnChat(held);
      case GROUP -> new Nodes.GroupCopyNode(held);
    };
  }

  /// The type of one person's copy of a conversation.
  NodeType copy() {
    return copy;
  }

  /// The type of one person's copy of a message.
  NodeType message() {
    return message;
  }

  /// The field that leads from a message to the copy it lies in.
  String copyField() {
    return copyField;
  }

  /// The argument that names a copy of a conversation.
  String copyId() {
    return copyField + "Id";
  }

  /// The field and the argument that tell of the archive.
  String archivedField() {
    return archivedField;
  }

  /// The type of a message copy as it stands in the names of mutations.
  String messageType() {
    return message.typeName();
  }

  /// The field that leads to a message copy.
  String messageField() {
    return messageType().substring(0, 1).toLowerCase(Locale.ROOT) + messageType().substring(1);
  }

  /// The argument that names a copy of a message.
  String messageId() {
    return messageField() + "Id";
  }
}
