package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was said: the same for everybody who holds a copy.
///
/// @param editedAt when its text last changed
/// @param readAt when it had been read by the other side, or by all others of a group
public record Message(
    String id,
    String content,
    User sender,
    Instant date,
    Optional<Instant> editedAt,
    Optional<Instant> readAt,
    List<Attachment> attachments) {

  static final String FIELDS =
      "{ id content date editedAt readAt sender %s attachments %s }"
          .formatted(User.FIELDS, Attachment.FIELDS);

  static Message of(JsonNode message) {
    return new Message(
        Json.text(message, "id"),
        Json.text(message, "content"),
        User.of(message.path("sender")),
        Json.time(message, "date"),
        Json.maybeTime(message, "editedAt"),
        Json.maybeTime(message, "readAt"),
        Json.list(message.path("attachments"), Attachment::of));
  }
}
