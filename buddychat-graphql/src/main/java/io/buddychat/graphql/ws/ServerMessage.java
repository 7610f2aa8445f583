package io.buddychat.graphql.ws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a server can say, in whichever dialect. The values are JSON in Java's own types.
sealed interface ServerMessage {

  /// "Welcome": operations may begin. An empty payload is left out.
  record Ack(Map<String, @Nullable Object> payload) implements ServerMessage {}

  /// "You may not come in", before the socket closes.
  record Refused(String reason) implements ServerMessage {}

  /// "I am still here."
  record KeepAlive() implements ServerMessage {}

  /// "Here I am", to a ping, with what the ping carried.
  record Pong(Optional<Map<String, @Nullable Object>> payload) implements ServerMessage {}

  /// One result of an operation.
  record Next(String id, Map<String, @Nullable Object> payload) implements ServerMessage {}

  /// The operation failed as a whole and is over. Nothing follows it.
  record Failed(String id, List<Map<String, @Nullable Object>> errors) implements ServerMessage {}

  /// The operation is over.
  record Complete(String id) implements ServerMessage {}
}
