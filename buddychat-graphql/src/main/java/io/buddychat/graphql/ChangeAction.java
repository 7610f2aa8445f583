package io.buddychat.graphql;

import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;

/// What became of the thing that changed. After DELETE it is gone for good, and only then: an
/// emptied conversation is still there.
enum ChangeAction {
  CREATE,
  UPDATE,
  DELETE;

  static ChangeAction of(Operation operation) {
    return switch (operation) {
      case CHAT_MESSAGE_CREATED,
          CHAT_CREATED,
          GROUP_MESSAGE_CREATED,
          GROUP_CREATED,
          MEMBER_ADDED,
          NOTIFICATION_CREATED ->
          CREATE;
      case CHAT_MESSAGE_UPDATED,
          CHAT_MESSAGE_READ,
          CHAT_UPDATED,
          CHAT_DELETED,
          GROUP_MESSAGE_UPDATED,
          GROUP_MESSAGE_READ,
          GROUP_UPDATED,
          GROUP_COPY_UPDATED,
          GROUP_DELETED,
          MEMBER_ROLE_CHANGED,
          NOTIFICATION_READ,
          USER_UPDATED ->
          UPDATE;
      case CHAT_MESSAGE_DELETED,
          CHAT_MESSAGE_UNSENT,
          GROUP_MESSAGE_DELETED,
          GROUP_MESSAGE_UNSENT,
          GROUP_PERMANENTLY_REMOVED,
          MEMBER_REMOVED,
          MEMBER_LEFT,
          NOTIFICATION_DELETED ->
          DELETE;
    };
  }

  /// What became of the owner's copy of the group in which this happened: others who come and go
  /// change it, and with the owner's own membership it begins and ends.
  static ChangeAction ofGroup(Event event) {
    return event instanceof Event.OfMember member && !member.isOwn()
        ? UPDATE
        : of(event.operation());
  }
}
