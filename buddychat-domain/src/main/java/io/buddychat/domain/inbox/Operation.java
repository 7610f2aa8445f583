package io.buddychat.domain.inbox;

/// What an entry of the log tells. The first eighteen are those of the original BuddyChat and go
/// out on its `subscribe` field; the others exist so that the log tells of *every* change.
///
/// @implNote Stores keep [#code]; a code is never given to another operation.
public enum Operation {
  CHAT_MESSAGE_CREATED(1, true),
  CHAT_MESSAGE_UPDATED(2, true),
  CHAT_MESSAGE_DELETED(3, true),
  CHAT_MESSAGE_UNSENT(4, true),
  CHAT_MESSAGE_READ(5, true),
  CHAT_DELETED(6, true),
  GROUP_MESSAGE_CREATED(7, true),
  GROUP_MESSAGE_UPDATED(8, true),
  GROUP_MESSAGE_DELETED(9, true),
  GROUP_MESSAGE_UNSENT(10, true),
  GROUP_MESSAGE_READ(11, true),
  GROUP_DELETED(12, true),
  GROUP_UPDATED(13, true),
  GROUP_PERMANENTLY_REMOVED(14, true),
  NOTIFICATION_CREATED(15, true),
  MEMBER_ADDED(16, true),
  MEMBER_REMOVED(17, true),
  MEMBER_LEFT(18, true),
  CHAT_CREATED(19, false),
  CHAT_UPDATED(20, false),
  GROUP_CREATED(21, false),
  GROUP_COPY_UPDATED(22, false),
  MEMBER_ROLE_CHANGED(23, false),
  NOTIFICATION_READ(24, false),
  NOTIFICATION_DELETED(25, false),
  USER_UPDATED(26, false);

  private final int code;
  private final boolean broadcast;

  Operation(int code, boolean broadcast) {
    this.code = code;
    this.broadcast = broadcast;
  }

  public int code() {
    return code;
  }

  /// Whether it goes out on `subscribe`.
  public boolean isBroadcast() {
    return broadcast;
  }

  /// Whether it happens to a notification, and not to the message it came with.
  public boolean isOfNotifications() {
    return switch (this) {
      case NOTIFICATION_CREATED, NOTIFICATION_READ, NOTIFICATION_DELETED -> true;
      default -> false;
    };
  }

  public static Operation ofCode(int code) {
    return values()[code - 1];
  }
}
