package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One's own copy of a chat.
///
/// @param other the other person; oneself in a chat with oneself
/// @param lastMessage the newest that one holds
public record Chat(
    String id, User other, boolean archived, int unreadCount, Optional<MessageCopy> lastMessage)
    implements Conversation {

  static final String FIELDS =
      "{ id archived unreadCount other: otherUser %s lastMessage %s }"
          .formatted(User.FIELDS, Kind.CHAT.messageFields());

  static Chat of(JsonNode chat) {
    return new Chat(
        Json.text(chat, "id"),
        User.of(chat.path("other")),
        chat.path("archived").asBoolean(),
        chat.path("unreadCount").asInt(),
        Json.maybe(chat, "lastMessage", message -> MessageCopy.of(Kind.CHAT, message)));
  }

  @Override
  public Kind kind() {
    return Kind.CHAT;
  }
}
