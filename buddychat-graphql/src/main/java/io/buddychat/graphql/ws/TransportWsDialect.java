package io.buddychat.graphql.ws;

import java.util.Optional;

/// The language `graphql-transport-ws`, by the letter of its
/// [description](https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md).
final class TransportWsDialect implements Dialect {

  private static final Outgoing.Word NEXT = new Outgoing.Word("next");

  @Override
  public ClientMessage read(String text) {
    Incoming message = Incoming.parse(text);
    return switch (message.type()) {
      case "connection_init" -> new ClientMessage.Init(message.payloadOrEmpty());
      case "subscribe" -> new ClientMessage.Subscribe(message.id(), message.request());
      case "complete" -> new ClientMessage.Complete(message.id());
      case "ping" -> new ClientMessage.Ping(message.payload());
      case "pong" -> {
        message.payload();
        yield new ClientMessage.Pong();
      }
      default -> throw new BadMessage("Unknown message type");
    };
  }

  @Override
  public Optional<byte[]> write(ServerMessage message) {
    return switch (message) {
      case ServerMessage.Ack(var payload) ->
          payload.isEmpty()
              ? Optional.of(Outgoing.of("connection_ack").text())
              : Optional.of(Outgoing.of("connection_ack").payload(payload).text());
      case ServerMessage.Refused _ -> Optional.empty();
      case ServerMessage.KeepAlive _ -> Optional.of(Outgoing.of("ping").text());
      case ServerMessage.Pong(var payload) ->
          Optional.of(
              payload.map(p -> Outgoing.of("pong").payload(p)).orElse(Outgoing.of("pong")).text());
      case ServerMessage.Next(var id, var payload) ->
          Optional.of(Outgoing.result(id, NEXT, payload));
      case ServerMessage.Failed(var id, var errors) ->
          Optional.of(Outgoing.of(id, "error").payload(errors).text());
      case ServerMessage.Complete(var id) -> Optional.of(Outgoing.of(id, "complete").text());
    };
  }

  @Override
  public boolean operationsMayWait() {
    return false;
  }

  @Override
  public boolean reusedIdReplaces() {
    return false;
  }

  @Override
  public boolean confirmsEnd() {
    return false;
  }

  /// An unexpected early ping breaks clients which take the first message for the acknowledgement.
  @Override
  public boolean greetsWithKeepAlive() {
    return false;
  }
}
