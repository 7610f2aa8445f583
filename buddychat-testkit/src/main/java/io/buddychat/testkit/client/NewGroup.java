package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What became of one of several groups that were to be made: a group, or a refusal.
///
/// @param group one's own copy
/// @param refusal the code of why it was not made
/// @param sentence why, made to be shown; empty when it was made
public record NewGroup(Optional<Group> group, Optional<ErrorCode> refusal, String sentence) {

  static final String FIELDS =
      "{ results { groupCopy %s error { code message } } }".formatted(Group.FIELDS);

  static NewGroup of(JsonNode result) {
    return new NewGroup(
        Json.maybe(result, "groupCopy", Group::of),
        Json.maybe(result, "error", error -> ErrorCode.of(Json.text(error, "code"))),
        result.at("/error/message").asText());
  }
}
