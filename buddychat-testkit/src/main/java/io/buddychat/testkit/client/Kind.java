package io.buddychat.testkit.client;

import java.util.Locale;

/// The two kinds of conversations. They do the same under different names; these are the names.
public enum Kind {
  CHAT("Chat", "chat", "chatId", "chatMessage", "archived"),
  GROUP("Group", "groupCopy", "groupCopyId", "groupMessage", "isArchived");

  /// As in `createChatMessage`.
  final String noun;

  /// The field that leads to one's own copy of the conversation.
  final String copy;

  /// The argument that names it.
  final String copyId;

  /// The field that leads to one's own copy of a message; with `Id`, the argument that names it.
  final String message;

  final String archived;

  Kind(String noun, String copy, String copyId, String message, String archived) {
    this.noun = noun;
    this.copy = copy;
    this.copyId = copyId;
    this.message = message;
    this.archived = archived;
  }

  /// By the type of its messages.
  static Kind ofMessage(String typeName) {
    return typeName.equals("GroupMessage") ? GROUP : CHAT;
  }

  /// The query for one of them.
  String root() {
    return noun.toLowerCase(Locale.ROOT);
  }

  /// What is asked about a copy of a message.
  String messageFields() {
    return "{ id readAt conversation: %s { id } message %s }".formatted(copy, Message.FIELDS);
  }
}
