package io.buddychat.graphql.ws;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The languages a socket can agree on during the handshake, the preferred one first.
public enum WsSubprotocol {
  /// Today's protocol, by the library `graphql-ws`.
  GRAPHQL_TRANSPORT_WS("graphql-transport-ws"),
  /// Its predecessor, by the library `subscriptions-transport-ws`. The names are as confusing as
  /// they look: this is *not* the protocol of the library called `graphql-ws`.
  GRAPHQL_WS("graphql-ws");

  private final String token;

  WsSubprotocol(String token) {
    this.token = token;
  }

  /// The name in the header `Sec-WebSocket-Protocol`.
  public String token() {
    return token;
  }

  Dialect dialect() {
    return switch (this) {
      case GRAPHQL_TRANSPORT_WS -> new TransportWsDialect();
      case GRAPHQL_WS -> new OlderWsDialect();
    };
  }

  /// The best of what a client offers.
  ///
  /// @param offered values of `Sec-WebSocket-Protocol`, whether split at their commas or not
  /// @param olderToo whether [#GRAPHQL_WS] is spoken
  static Optional<WsSubprotocol> choose(Collection<String> offered, boolean olderToo) {
    Set<String> tokens = new HashSet<>();
    for (String value : offered) {
      for (String part : value.split(",", -1)) {
        tokens.add(part.strip());
      }
    }
    if (tokens.contains(GRAPHQL_TRANSPORT_WS.token)) {
      return Optional.of(GRAPHQL_TRANSPORT_WS);
    }
    return olderToo && tokens.contains(GRAPHQL_WS.token)
        ? Optional.of(GRAPHQL_WS)
        : Optional.empty();
  }
}
