package io.buddychat.server;

import io.buddychat.graphql.ws.WsSubprotocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/// How a socket begins: what is agreed in the handshake, and what is kept of it.
///
/// Where it comes from is not looked at here but before, by [OriginHandler], which sees the whole
/// request. No extension is agreed on: compressing costs memory for each socket, and lets a small
/// frame grow large.
///
/// @param maxMessage the longest message, in bytes
record SocketNegotiator(GraphQlSocket.Parts parts, int maxMessage) implements WebSocketNegotiator {

  /// None of those offered may be spoken here: the socket opens all the same, to be closed with a
  /// reason which the client can read.
  @Override
  public FrameHandler negotiate(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    Optional<WsSubprotocol> subprotocol = parts.protocol().choose(request.getSubProtocols());
    subprotocol.map(WsSubprotocol::token).ifPresent(response::setAcceptedSubProtocol);
    response.setExtensions(List.of());
    return new GraphQlSocket(parts, subprotocol, handshake(request));
  }

  private static SocketOperations.Handshake handshake(Request request) {
    return new SocketOperations.Handshake(
        request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION), AddressHandler.of(request));
  }

  @Override
  public void customize(Configuration configuration) {
    configuration.setMaxTextMessageSize(maxMessage);
    // A socket lives by the protocol's own pings and timeouts.
    configuration.setIdleTimeout(Duration.ZERO);
  }
}
