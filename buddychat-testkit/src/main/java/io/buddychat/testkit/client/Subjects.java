package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;

/// Asks for the [subjects][Subject] of events, and reads them.
final class Subjects {

  /// What is asked of an event, whatever it happened to.
  static final String FIELDS =
      """
      {
        type: __typename
        ... on ChatMessageChanged {
          copyId: chatMessageId conversationId: chatId messageId actorId copy: chatMessage %s }
        ... on ChatMessageGone { copyId: chatMessageId conversationId: chatId messageId actorId }
        ... on ChatEmptied { conversationId: chatId actorId }
        ... on GroupMessageChanged {
          copyId: groupMessageId conversationId: groupCopyId messageId actorId
          copy: groupMessage %s }
        ... on GroupMessageGone {
          copyId: groupMessageId conversationId: groupCopyId messageId actorId }
        ... on GroupEmptied { conversationId: groupCopyId actorId }
        ... on ChatChanged { chatId actorId chat %s }
        ... on GroupChanged { groupCopyId groupId actorId group: groupCopy %s }
        ... on GroupGone { groupCopyId groupId actorId }
        ... on MembershipChanged {
          memberId groupCopyId groupId userId actorId member: groupMember %s }
        ... on NotificationChanged { notificationId messageId actorId notification %s }
        ... on NotificationGone { notificationId messageId actorId }
        ... on UserChanged { userId user %s }
      }
      """
          .formatted(
              Kind.CHAT.messageFields(),
              Kind.GROUP.messageFields(),
              Chat.FIELDS,
              Group.FIELDS,
              Member.FIELDS,
              Notification.FIELDS,
              User.FIELDS);

  private Subjects() {}

  static Subject of(JsonNode payload) {
    String type = Json.text(payload, "type");
    Kind kind = type.startsWith("Group") ? Kind.GROUP : Kind.CHAT;
    String actor = Json.text(payload, "actorId");
    return switch (type) {
      case "ChatMessageChanged", "GroupMessageChanged" ->
          new Subject.MessageChanged(
              kind,
              Json.text(payload, "copyId"),
              Json.text(payload, "conversationId"),
              Json.text(payload, "messageId"),
              actor,
              Json.maybe(payload, "copy", copy -> MessageCopy.of(kind, copy)));
      case "ChatMessageGone", "GroupMessageGone" ->
          new Subject.MessageGone(
              kind,
              Json.text(payload, "copyId"),
              Json.text(payload, "conversationId"),
              Json.text(payload, "messageId"),
              actor);
      case "ChatEmptied", "GroupEmptied" ->
          new Subject.ConversationEmptied(kind, Json.text(payload, "conversationId"), actor);
      case "ChatChanged" ->
          new Subject.ChatChanged(
              Json.text(payload, "chatId"), actor, Json.maybe(payload, "chat", Chat::of));
      case "GroupChanged" ->
          new Subject.GroupChanged(
              Json.text(payload, "groupCopyId"),
              Json.text(payload, "groupId"),
              actor,
              Json.maybe(payload, "group", Group::of));
      case "GroupGone" ->
          new Subject.GroupGone(
              Json.text(payload, "groupCopyId"), Json.text(payload, "groupId"), actor);
      case "MembershipChanged" ->
          new Subject.MembershipChanged(
              Json.text(payload, "memberId"),
              Json.text(payload, "groupCopyId"),
              Json.text(payload, "groupId"),
              Json.text(payload, "userId"),
              actor,
              Json.maybe(payload, "member", Member::of));
      case "NotificationChanged" ->
          new Subject.NotificationChanged(
              Json.text(payload, "notificationId"),
              Json.text(payload, "messageId"),
              actor,
              Json.maybe(payload, "notification", Notification::of));
      case "NotificationGone" ->
          new Subject.NotificationGone(
              Json.text(payload, "notificationId"), Json.text(payload, "messageId"), actor);
      case "UserChanged" ->
          new Subject.UserChanged(
              Json.text(payload, "userId"), Json.maybe(payload, "user", User::of));
      default -> new Subject.Unknown(type);
    };
  }
}
