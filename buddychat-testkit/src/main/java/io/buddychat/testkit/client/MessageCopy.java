package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// One's own copy of a message.
///
/// @param conversationId one's own copy of the conversation it lies in
/// @param readAt when one first read it
public record MessageCopy(
    Kind kind, String id, String conversationId, Message message, Optional<Instant> readAt)
    implements Node {

  static MessageCopy of(Kind kind, JsonNode copy) {
    return new MessageCopy(
        kind,
        Json.text(copy, "id"),
        copy.at("/conversation/id").asText(),
        Message.of(copy.path("message")),
        Json.maybeTime(copy, "readAt"));
  }

  /// What it says.
  public String content() {
    return message.content();
  }
}
