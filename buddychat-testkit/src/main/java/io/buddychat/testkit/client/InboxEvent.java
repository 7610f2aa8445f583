package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// Something that happened to what one owns.
///
/// @param cursor its place in the inbox
/// @param operation what happened
/// @param at when
/// @param subject what it happened to
public record InboxEvent(String cursor, Operation operation, Instant at, Subject subject) {

  static final String FIELDS = "{ cursor operation at payload %s }".formatted(Subjects.FIELDS);

  static InboxEvent of(JsonNode event) {
    return new InboxEvent(
        Json.text(event, "cursor"),
        Operation.of(Json.text(event, "operation")),
        Json.time(event, "at"),
        Subjects.of(event.path("payload")));
  }
}
