package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// Tells that somebody has sent one a message.
///
/// @param readAt when it was set as read
public record Notification(String id, Message message, Optional<Instant> readAt) implements Node {

  static final String FIELDS = "{ id readAt message %s }".formatted(Message.FIELDS);

  static Notification of(JsonNode notification) {
    return new Notification(
        Json.text(notification, "id"),
        Message.of(notification.path("message")),
        Json.maybeTime(notification, "readAt"));
  }
}
