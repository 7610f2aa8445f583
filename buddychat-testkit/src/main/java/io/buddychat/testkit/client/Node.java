package io.buddychat.testkit.client;

/// Something that has an id of its own, and can be told to have changed.
public sealed interface Node permits User, Conversation, Member, MessageCopy, Notification {

  String id();
}
