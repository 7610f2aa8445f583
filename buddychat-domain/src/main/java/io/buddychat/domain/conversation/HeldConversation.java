package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Position;

/// A conversation as its owner sees it: their own copy, and what all copies have in common.
public record HeldConversation(Copy copy, Conversation conversation) {

  /// How many messages of others its owner has not read.
  public long unread() {
    return copy.unread(conversation);
  }

  /// Where it stands in its owner's list: latest activity first.
  public Position position() {
    return new Position(conversation.activityAt().toEpochMilli(), copy.id().value());
  }
}
