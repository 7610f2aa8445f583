package io.buddychat.graphql.ws;

import java.util.Optional;

/// One sub-protocol as a language: how messages are spelled, and the few points of conduct in which
/// the two differ. It has no state; the rules of a connection are not its business.
sealed interface Dialect permits TransportWsDialect, OlderWsDialect, EventStreamDialect {

  /// What a client said.
  ///
  /// @throws BadMessage if the text is no message of a client
  ClientMessage read(String text);

  /// The text for a message, as UTF-8; nothing if the language has no word for it.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  Optional<byte[]> write(ServerMessage message);

  /// Whether an operation may be sent right behind the introduction, to be run once that is
  /// accepted. Otherwise it may only be sent after the acknowledgement.
  boolean operationsMayWait();

  /// Whether using an id again ends the operation that has it. Otherwise it is an error.
  boolean reusedIdReplaces();

  /// Whether `complete` is said back to a client that ends an operation.
  boolean confirmsEnd();

  /// Whether the first sign of life comes right behind the acknowledgement.
  boolean greetsWithKeepAlive();

  /// Whether it may be told by a message of its own that a stream has begun.
  default boolean confirmsStreams() {
    return false;
  }

  /// What is said before the connection closes, where the close itself carries no code and no
  /// reason.
  default Optional<byte[]> farewell(WsCloseCode code, String reason) {
    return Optional.empty();
  }

  /// Whether the connection is for one operation, and closes behind it.
  default boolean endsWithItsOperation() {
    return false;
  }
}
