package io.buddychat.graphql.ws;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;

/// GraphQL over WebSocket for one server: what all its sockets share.
///
/// How a transport uses it, per socket:
/// 1. In the handshake, [#choose] the sub-protocol and put its [WsSubprotocol#token] into the
///    answer.
/// 2. When the socket is open and none was chosen, [#refuse] it. Otherwise make a [#connection] and
///    call its `onOpen`.
/// 3. Hand on what comes: `onText`, `onBinary`, and in the end, whoever closed, `onClosed`.
public final class GraphQlWs {

  private final Executor executor;
  private final Timers timers;
  private final WsSettings settings;

  /// One for the whole server.
  ///
  /// @param executor where introductions and requests run; they block, so a thread each
  /// @param timers for timeouts, pings and the end of tokens
  public GraphQlWs(Executor executor, Timers timers, WsSettings settings) {
    this.executor = executor;
    this.timers = timers;
    this.settings = settings;
  }

  /// The best sub-protocol of those offered, or nothing if none is spoken here.
  ///
  /// @param offered values of `Sec-WebSocket-Protocol`, whether split at their commas or not
  public Optional<WsSubprotocol> choose(Collection<String> offered) {
    return WsSubprotocol.choose(offered, settings.olderProtocol());
  }

  /// Turns away a socket for which no sub-protocol could be chosen.
  public void refuse(WsSocket socket) {
    socket.close(WsCloseCode.SUBPROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable");
  }

  /// The protocol's side of a new event stream: an HTTP answer that carries one operation. Call its
  /// `onOpen`, its `onRequest`, and in the end, whoever ended it, `onClosed`.
  ///
  /// @param operations made for this stream and no other. A bad token does not keep it from
  ///   opening: the fields which need a good one say so
  public GraphQlWsConnection stream(WsSocket answer, Operations operations) {
    return new GraphQlWsConnection(
        new EventStreamDialect(), answer, operations, executor, timers, settings);
  }

  /// The protocol's side of a new socket.
  ///
  /// @param operations made for this socket and no other
  public GraphQlWsConnection connection(
      WsSubprotocol subprotocol, WsSocket socket, Operations operations) {
    return new GraphQlWsConnection(
        subprotocol.dialect(), socket, operations, executor, timers, settings);
  }
}
