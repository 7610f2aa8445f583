package io.buddychat.server;

import io.buddychat.graphql.ws.WsSubprotocol;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/// How a socket begins: what is agreed in the handshake, and what is kept of it.
///
/// Where it comes from is not looked at here but before, by [OriginHandler], which sees the whole
/// request. No extension is agreed on: compressing costs memory for each socket, and lets a small
/// frame grow large.
final class SocketConfigurator extends ServerEndpointConfig.Configurator {

  private static final String AUTHORIZATION = "Authorization";

  /// Where Jetty puts it, since the Jakarta API has no place for it.
  private static final String REMOTE_ADDRESS = "jakarta.websocket.endpoint.remoteAddress";

  private final GraphQlSocket.Parts parts;

  SocketConfigurator(GraphQlSocket.Parts parts) {
    this.parts = parts;
  }

  /// What is kept of the handshake of a socket.
  static SocketOperations.Handshake handshake(EndpointConfig config, Session session) {
    List<String> authorization =
        config.getUserProperties().get(AUTHORIZATION) instanceof List<?> values
            ? values.stream().map(String::valueOf).toList()
            : List.of();
    return new SocketOperations.Handshake(
        authorization,
        session.getUserProperties().get(REMOTE_ADDRESS) instanceof InetSocketAddress address
            ? address.getAddress().getHostAddress()
            : "unknown");
  }

  /// None of those offered may be spoken here: the socket opens all the same, to be closed with a
  /// reason which the client can read.
  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return parts.protocol().choose(requested).map(WsSubprotocol::token).orElse("");
  }

  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return List.of();
  }

  @Override
  public boolean checkOrigin(String origin) {
    return true;
  }

  /// The properties are the handshake's own, Jetty sees to that.
  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase(AUTHORIZATION)) {
        config.getUserProperties().put(AUTHORIZATION, List.copyOf(header.getValue()));
      }
    }
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return type.cast(new GraphQlSocket(parts));
  }
}
