package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// A change of one thing.
///
/// @param cursor its place in the inbox
/// @param actorId who did it
/// @param nodeId the thing, also when it is gone
/// @param node the thing as it is when the change is delivered; empty when it is gone, or not this
///   person's to see, by then
public record Change(
    String cursor,
    Operation operation,
    Instant at,
    String actorId,
    ChangeKind kind,
    ChangeAction action,
    String nodeId,
    Optional<Node> node) {

  static final String DOCUMENT =
      """
      subscription ($after: Cursor, $kinds: [ChangeKind!], $action: ChangeAction, $id: ID,
          $skipOwn: Boolean) {
        changes(after: $after, kinds: $kinds, action: $action, id: $id, skipOwn: $skipOwn) {
          cursor operation at actorId kind action nodeId node %s }
      }
      """
          .formatted(Nodes.FIELDS);

  static Change of(JsonNode change) {
    return new Change(
        Json.text(change, "cursor"),
        Operation.of(Json.text(change, "operation")),
        Json.time(change, "at"),
        Json.text(change, "actorId"),
        ChangeKind.of(Json.text(change, "kind")),
        ChangeAction.of(Json.text(change, "action")),
        Json.text(change, "nodeId"),
        Json.maybe(change, "node", Nodes::of).flatMap(node -> node));
  }
}
