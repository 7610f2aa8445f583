package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// Something that happened to one of this person's groups.
///
/// @param cursor its place in the inbox
/// @param actorId who did it
/// @param action what became of one's own copy of the group
/// @param groupCopyId one's own copy, also when it is gone
/// @param group one's own copy as it is when the change is delivered; empty when it is gone by then
/// @param subject what the inbox tells of it
public record GroupChange(
    String cursor,
    Operation operation,
    Instant at,
    String actorId,
    ChangeAction action,
    String groupCopyId,
    Optional<Group> group,
    Subject subject) {

  static final String DOCUMENT =
      """
      subscription ($after: Cursor, $id: ID) {
        groupChanged(after: $after, id: $id) {
          cursor operation at actorId action groupCopyId groupCopy %s payload %s }
      }
      """
          .formatted(Group.FIELDS, Subjects.FIELDS);

  static GroupChange of(JsonNode change) {
    return new GroupChange(
        Json.text(change, "cursor"),
        Operation.of(Json.text(change, "operation")),
        Json.time(change, "at"),
        Json.text(change, "actorId"),
        ChangeAction.of(Json.text(change, "action")),
        Json.text(change, "groupCopyId"),
        Json.maybe(change, "groupCopy", Group::of),
        Subjects.of(change.path("payload")));
  }
}
