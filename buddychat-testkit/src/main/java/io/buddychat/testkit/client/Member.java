package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// Somebody's membership in a group.
///
/// @param id of the membership, not of the person
public record Member(String id, User user, boolean admin, Instant joinedAt) implements Node {

  static final String FIELDS = "{ id isAdmin joinedAt user %s }".formatted(User.FIELDS);

  static Member of(JsonNode member) {
    return new Member(
        Json.text(member, "id"),
        User.of(member.path("user")),
        member.path("isAdmin").asBoolean(),
        Json.time(member, "joinedAt"));
  }
}
