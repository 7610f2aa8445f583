package io.buddychat.server;

import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.GraphQlWsConnection;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.WsCloseCode;
import io.buddychat.graphql.ws.WsSubprotocol;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket: carries text between Jetty and the protocol, and knows nothing of either's rules.
final class GraphQlSocket extends Endpoint {

  private static final Logger log = LoggerFactory.getLogger(GraphQlSocket.class);

  private final Parts parts;
  private Optional<OutboundQueue> queue = Optional.empty();
  private Optional<Liveness> liveness = Optional.empty();
  private Optional<GraphQlWsConnection> connection = Optional.empty();

  GraphQlSocket(Parts parts) {
    this.parts = parts;
  }

  /// What all sockets share.
  ///
  /// @param operations makes what stands behind one socket, from its handshake
  record Parts(
      GraphQlWs protocol,
      Function<SocketOperations.Handshake, Operations> operations,
      OpenSockets sockets,
      SocketWays ways,
      Metrics metrics) {}

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    SocketFrames frames = new JettyFrames(session);
    OutboundQueue out = parts.ways().queue(frames);
    queue = Optional.of(out);
    if (!parts.sockets().entered()) {
      out.close(WsCloseCode.TRY_AGAIN_LATER, SocketHandler.FULL);
      return;
    }
    Optional<WsSubprotocol> subprotocol =
        parts.protocol().choose(List.of(session.getNegotiatedSubprotocol()));
    if (subprotocol.isEmpty()) {
      parts.protocol().refuse(out);
      return;
    }
    GraphQlWsConnection conversation =
        parts
            .protocol()
            .connection(
                subprotocol.get(),
                out,
                parts.operations().apply(SocketConfigurator.handshake(config, session)));
    connection = Optional.of(conversation);
    Liveness pulse = parts.ways().liveness(frames);
    liveness = Optional.of(pulse);
    session.addMessageHandler(
        String.class,
        text -> {
          pulse.heard();
          conversation.onText(text);
        });
    session.addMessageHandler(
        ByteBuffer.class, (ByteBuffer _, boolean _) -> conversation.onBinary());
    session.addMessageHandler(PongMessage.class, _ -> pulse.heard());
    parts.metrics().socketOpened(out, subprotocol.get().token());
    conversation.onOpen();
    pulse.start();
    parts.sockets().add(conversation);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    parts.sockets().left();
    liveness.ifPresent(Liveness::stop);
    queue.ifPresent(OutboundQueue::closed);
    queue.ifPresent(parts.metrics()::socketClosed);
    connection.ifPresent(GraphQlWsConnection::onClosed);
    connection.ifPresent(parts.sockets()::remove);
  }

  /// Clients vanish all the time; what matters of it is told by [#onClose].
  @Override
  public void onError(Session session, Throwable failure) {
    log.debug("A socket failed", failure);
  }
}
