package io.buddychat.graphql.ws;

import io.buddychat.testkit.ws.ReceivedFrames;
import io.buddychat.testkit.ws.WsClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Both ends of a socket without a network: what one says, the other hears at once.
final class FakeSocketClient implements WsClient, WsSocket {

  private final ReceivedFrames received = new ReceivedFrames();
  private final Optional<WsSubprotocol> subprotocol;
  private final Optional<GraphQlWsConnection> connection;

  FakeSocketClient(GraphQlWs ws, Function<WsSocket, Operations> operations, String... offered) {
    subprotocol = ws.choose(List.of(offered));
    connection = subprotocol.map(chosen -> ws.connection(chosen, this, operations.apply(this)));
    connection.ifPresentOrElse(GraphQlWsConnection::onOpen, () -> ws.refuse(this));
  }

  @Override
  public void send(String text) {
    connection.ifPresent(server -> server.onText(text));
  }

  @Override
  public void sendBinary(byte[] bytes) {
    connection.ifPresent(GraphQlWsConnection::onBinary);
  }

  @Override
  public String next() {
    return received.next();
  }

  @Override
  public Closed closed() {
    return received.closed();
  }

  @Override
  public Closed closedAtLast() {
    return received.closedAtLast();
  }

  @Override
  public Optional<String> subprotocol() {
    return subprotocol.map(WsSubprotocol::token);
  }

  @Override
  public void close() {
    connection.ifPresent(GraphQlWsConnection::onClosed);
  }

  @Override
  public void send(byte[] text, IntConsumer written) {
    received.text(new String(text, StandardCharsets.UTF_8));
    written.accept(text.length);
  }

  @Override
  public void close(WsCloseCode code, String reason) {
    received.closed(code.number(), reason);
    connection.ifPresent(GraphQlWsConnection::onClosed);
  }
}
