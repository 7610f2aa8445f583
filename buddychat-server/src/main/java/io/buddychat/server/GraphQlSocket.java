package io.buddychat.server;

import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.GraphQlWsConnection;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.WsCloseCode;
import io.buddychat.graphql.ws.WsSubprotocol;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket: carries text between Jetty and the protocol, and knows nothing of either's rules.
///
/// ## Why by Jetty's core
///
/// Jakarta's interface, which lies above it, keeps a request of the servlet kind and a list of
/// decoders for each socket: five of the twelve kilobytes of a socket on which nothing happens. And
/// it can neither gather frames nor break a connection off.
final class GraphQlSocket implements FrameHandler {

  private static final Logger log = LoggerFactory.getLogger(GraphQlSocket.class);

  private final Parts parts;
  private final Optional<WsSubprotocol> subprotocol;
  private final SocketOperations.Handshake handshake;
  private Optional<Open> open = Optional.empty();

  GraphQlSocket(
      Parts parts, Optional<WsSubprotocol> subprotocol, SocketOperations.Handshake handshake) {
    this.parts = parts;
    this.subprotocol = subprotocol;
    this.handshake = handshake;
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

  /// A socket while it is open.
  ///
  /// @param talk empty if nothing is said on it but why it closes
  private record Open(
      CoreSession session, IncomingText incoming, OutboundQueue queue, Optional<Talk> talk) {}

  private record Talk(GraphQlWsConnection conversation, Liveness pulse) {}

  @Override
  public void onOpen(CoreSession session, Callback callback) {
    JettyFrames frames = new JettyFrames(session);
    OutboundQueue out = parts.ways().queue(frames);
    Optional<Talk> talk = talk(frames, out);
    open =
        Optional.of(
            new Open(session, new IncomingText(session.getMaxTextMessageSize()), out, talk));
    callback.succeeded();
    session.demand();
  }

  private Optional<Talk> talk(JettyFrames frames, OutboundQueue out) {
    if (!parts.sockets().entered()) {
      out.close(WsCloseCode.TRY_AGAIN_LATER, SocketHandler.FULL);
      return Optional.empty();
    }
    if (subprotocol.isEmpty()) {
      parts.protocol().refuse(out);
      return Optional.empty();
    }
    GraphQlWsConnection conversation =
        parts.protocol().connection(subprotocol.get(), out, parts.operations().apply(handshake));
    Liveness pulse = parts.ways().liveness(frames);
    parts.metrics().socketOpened(out, subprotocol.get().token());
    conversation.onOpen();
    pulse.start();
    parts.sockets().add(conversation);
    return Optional.of(new Talk(conversation, pulse));
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    Open socket = open.orElseThrow();
    if (frame.getOpCode() == OpCode.PING) {
      answerPing(socket, frame, callback);
      return;
    }
    try {
      receive(socket, frame);
    } catch (RuntimeException e) {
      callback.failed(e);
      return;
    }
    callback.succeeded();
    socket.session().demand();
  }

  /// Jetty answers a close itself, and has seen to it that frames come in an order that makes
  /// sense.
  private static void receive(Open socket, Frame frame) {
    switch (frame.getOpCode()) {
      case OpCode.TEXT -> receiveText(socket, frame);
      case OpCode.CONTINUATION -> {
        // Otherwise it is one of bytes, whose beginning has closed the socket.
        if (socket.incoming().hasBegun()) {
          receiveText(socket, frame);
        }
      }
      case OpCode.BINARY -> socket.talk().ifPresent(talk -> talk.conversation().onBinary());
      case OpCode.PONG -> socket.talk().ifPresent(talk -> talk.pulse().heard());
      default -> {
        // Its close.
      }
    }
  }

  /// Nothing more is read until the answer is on its way: else who pings and does not read would
  /// have us keep all the answers.
  private static void answerPing(Open socket, Frame ping, Callback callback) {
    socket
        .session()
        .sendFrame(
            new Frame(OpCode.PONG).setPayload(BufferUtil.toArray(ping.getPayload())),
            Callback.from(
                () -> {
                  callback.succeeded();
                  socket.session().demand();
                },
                callback::failed),
            false);
  }

  private static void receiveText(Open socket, Frame frame) {
    Optional<String> text = socket.incoming().take(frame.getPayload(), frame.isFin());
    socket
        .talk()
        .ifPresent(
            talk -> {
              talk.pulse().heard();
              text.ifPresent(talk.conversation()::onText);
            });
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    open.ifPresent(this::letGo);
    callback.succeeded();
  }

  private void letGo(Open socket) {
    parts.sockets().left();
    socket.queue().closed();
    parts.metrics().socketClosed(socket.queue());
    socket
        .talk()
        .ifPresent(
            talk -> {
              talk.pulse().stop();
              talk.conversation().onClosed();
              parts.sockets().remove(talk.conversation());
            });
  }

  /// Clients vanish all the time; what matters of it is told by [#onClosed].
  @Override
  public void onError(Throwable failure, Callback callback) {
    log.debug("A socket failed", failure);
    callback.succeeded();
  }
}
