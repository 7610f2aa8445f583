package io.buddychat.graphql.ws;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a client can say, in whichever dialect.
sealed interface ClientMessage {

  /// "This is who I am": the first message of a connection.
  record Init(Map<String, @Nullable Object> payload) implements ClientMessage {}

  /// "Run this, and call it by this id."
  record Subscribe(String id, WsRequest request) implements ClientMessage {}

  /// "I no longer want to hear of this id."
  record Complete(String id) implements ClientMessage {}

  /// "Are you there?"
  record Ping(Optional<Map<String, @Nullable Object>> payload) implements ClientMessage {}

  /// "I am here", asked or not.
  record Pong() implements ClientMessage {}

  /// "Goodbye": the older protocol says it before it closes.
  record Terminate() implements ClientMessage {}
}
