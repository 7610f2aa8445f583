package io.buddychat.graphql;

import io.buddychat.domain.inbox.Operation;

/// Of what kind of thing an entry of a log tells a change. Every operation has exactly one.
enum ChangeKind {
  USER,
  CHAT,
  GROUP,
  MEMBER,
  MESSAGE,
  NOTIFICATION;

  static ChangeKind of(Operation operation) {
    return switch (operation) {
      case CHAT_MESSAGE_CREATED,
          CHAT_MESSAGE_UPDATED,
          CHAT_MESSAGE_DELETED,
          CHAT_MESSAGE_UNSENT,
          CHAT_MESSAGE_READ,
          GROUP_MESSAGE_CREATED,
          GROUP_MESSAGE_UPDATED,
          GROUP_MESSAGE_DELETED,
          GROUP_MESSAGE_UNSENT,
          GROUP_MESSAGE_READ ->
          MESSAGE;
      case CHAT_CREATED, CHAT_UPDATED, CHAT_DELETED -> CHAT;
      case GROUP_CREATED,
          GROUP_UPDATED,
          GROUP_COPY_UPDATED,
          GROUP_DELETED,
          GROUP_PERMANENTLY_REMOVED ->
          GROUP;
      case MEMBER_ADDED, MEMBER_ROLE_CHANGED, MEMBER_REMOVED, MEMBER_LEFT -> MEMBER;
      case NOTIFICATION_CREATED, NOTIFICATION_READ, NOTIFICATION_DELETED -> NOTIFICATION;
      case USER_UPDATED -> USER;
    };
  }
}
