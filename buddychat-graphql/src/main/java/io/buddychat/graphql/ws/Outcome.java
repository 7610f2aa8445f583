package io.buddychat.graphql.ws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// What became of a request. All maps and lists are JSON in Java's own types (null included) and
/// are sent as they are; a prepared piece of JSON may stand in as a Jackson `RawValue`, and an
/// event may be [Prepared] as a whole.
public sealed interface Outcome {

  /// It never started: the document does not parse, is not valid, or was refused as a whole.
  ///
  /// @param errors what was wrong, one GraphQL error each, at least one
  record Rejected(List<Map<String, @Nullable Object>> errors) implements Outcome {}

  /// It ran and has one result, perhaps with errors inside: a query or a mutation.
  ///
  /// @param result the GraphQL response, `data` and `errors`
  record Single(Map<String, @Nullable Object> result) implements Outcome {}

  /// It goes on: a subscription.
  ///
  /// It is subscribed to at most once, and not at all if the client has gone by then, so it should
  /// hold nothing before. It emits no more than it was asked for. `request` and `cancel` are called
  /// between other events of the socket and must not block. To end it with errors of its own
  /// choosing, or to close the whole socket, it fails with a [StreamFailure].
  ///
  /// @param payloads each of them becomes one `next`
  record Stream(Flow.Publisher<Map<String, @Nullable Object>> payloads) implements Outcome {}
}
