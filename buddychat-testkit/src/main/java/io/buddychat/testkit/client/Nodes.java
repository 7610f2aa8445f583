package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Asks for [nodes][Node], and reads them.
final class Nodes {

  /// What is asked of it, whatever it is.
  static final String FIELDS =
      """
      {
        type: __typename
        ... on CustomUser %s
        ... on Chat %s
        ... on UserGroupMemberCopy %s
        ... on GroupMember %s
        ... on ChatMessage %s
        ... on GroupMessage %s
        ... on Notification %s
      }
      """
          .formatted(
              User.FIELDS,
              Chat.FIELDS,
              Group.FIELDS,
              Member.FIELDS,
              Kind.CHAT.messageFields(),
              Kind.GROUP.messageFields(),
              Notification.FIELDS);

  private Nodes() {}

  /// Empty if it is of a type that this client does not know.
  static Optional<Node> of(JsonNode node) {
    return switch (Json.text(node, "type")) {
      case "CustomUser" -> Optional.of(User.of(node));
      case "Chat" -> Optional.of(Chat.of(node));
      case "UserGroupMemberCopy" -> Optional.of(Group.of(node));
      case "GroupMember" -> Optional.of(Member.of(node));
      case "ChatMessage" -> Optional.of(MessageCopy.of(Kind.CHAT, node));
      case "GroupMessage" -> Optional.of(MessageCopy.of(Kind.GROUP, node));
      case "Notification" -> Optional.of(Notification.of(node));
      default -> Optional.empty();
    };
  }
}
