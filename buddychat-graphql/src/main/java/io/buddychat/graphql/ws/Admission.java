package io.buddychat.graphql.ws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer to a client's introduction.
public sealed interface Admission {

  /// Come in.
  ///
  /// @param payload what to tell the client in the acknowledgement; empty for nothing
  /// @param expiresAfter how long the token holds, if there is one (see [WsControl#expireAfter])
  record Accepted(Map<String, @Nullable Object> payload, Optional<Duration> expiresAfter)
      implements Admission {}

  /// Stay out. The socket closes with [WsCloseCode#FORBIDDEN].
  ///
  /// @param reason told to the client
  record Refused(String reason) implements Admission {}

  /// Not now: there is nothing wrong with the client, but no place for one more. The socket closes
  /// with [WsCloseCode#TRY_AGAIN_LATER], after which clients come back by themselves.
  ///
  /// @param reason told to the client
  record Postponed(String reason) implements Admission {}

  /// Come in, with nothing to add.
  static Admission accepted() {
    return new Accepted(Map.of(), Optional.empty());
  }
}
