package io.buddychat.testkit.client;

import java.util.stream.Stream;

/// What happened, as an inbox tells it.
public enum Operation {
  CHAT_MESSAGE_CREATED,
  CHAT_MESSAGE_UPDATED,
  CHAT_MESSAGE_DELETED,
  CHAT_MESSAGE_UNSENT,
  CHAT_MESSAGE_READ,
  CHAT_DELETED,
  GROUP_MESSAGE_CREATED,
  GROUP_MESSAGE_UPDATED,
  GROUP_MESSAGE_DELETED,
  GROUP_MESSAGE_UNSENT,
  GROUP_MESSAGE_READ,
  GROUP_DELETED,
  GROUP_UPDATED,
  GROUP_PERMANENTLY_REMOVED,
  NOTIFICATION_CREATED,
  MEMBER_ADDED,
  MEMBER_REMOVED,
  MEMBER_LEFT,
  CHAT_CREATED,
  CHAT_UPDATED,
  GROUP_CREATED,
  GROUP_COPY_UPDATED,
  MEMBER_ROLE_CHANGED,
  NOTIFICATION_READ,
  NOTIFICATION_DELETED,
  USER_UPDATED,
  /// Something that this client does not know.
  OTHER;

  static Operation of(String name) {
    return Stream.of(values())
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElse(OTHER);
  }
}
