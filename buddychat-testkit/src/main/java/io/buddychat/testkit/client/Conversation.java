package io.buddychat.testkit.client;

/// One's own copy of a conversation. What is done to it touches nobody else's.
public sealed interface Conversation extends Node permits Chat, Group {

  Kind kind();

  /// Names this copy and no other.
  @Override
  String id();

  /// Whether it is in the archive.
  boolean archived();

  /// How many messages of others are in it that one has not read.
  int unreadCount();
}
