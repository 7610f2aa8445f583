package io.buddychat.graphql.ws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The language `graphql-ws` of the retired library
/// [subscriptions-transport-ws](https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md),
/// which many clients still speak.
final class OlderWsDialect implements Dialect {

  private static final Outgoing.Word DATA = new Outgoing.Word("data");

  @Override
  public ClientMessage read(String text) {
    Incoming message = Incoming.parse(text);
    return switch (message.type()) {
      case "connection_init" -> new ClientMessage.Init(message.payloadOrEmpty());
      case "start" -> new ClientMessage.Subscribe(message.id(), message.request());
      case "stop" -> new ClientMessage.Complete(message.id());
      case "connection_terminate" -> new ClientMessage.Terminate();
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
      case ServerMessage.Refused(var reason) ->
          Optional.of(Outgoing.of("connection_error").payload(Map.of("message", reason)).text());
      case ServerMessage.KeepAlive _ -> Optional.of(Outgoing.of("ka").text());
      case ServerMessage.Pong _ -> Optional.empty();
      case ServerMessage.Next(var id, var payload) ->
          Optional.of(Outgoing.result(id, DATA, payload));
      case ServerMessage.Failed(var id, var errors) ->
          Optional.of(Outgoing.of(id, "error").payload(inOne(errors)).text());
      case ServerMessage.Complete(var id) -> Optional.of(Outgoing.of(id, "complete").text());
    };
  }

  /// This language has room for one error only. Clients read either its `message` or, if there is
  /// one, a list under `errors`.
  private static Map<String, @Nullable Object> inOne(List<Map<String, @Nullable Object>> errors) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>(errors.getFirst());
    if (errors.size() > 1) {
      one.put("errors", errors);
    }
    return one;
  }

  /// Its clients send `start` without waiting for the acknowledgement.
  @Override
  public boolean operationsMayWait() {
    return true;
  }

  @Override
  public boolean reusedIdReplaces() {
    return true;
  }

  @Override
  public boolean confirmsEnd() {
    return true;
  }

  @Override
  public boolean confirmsStreams() {
    return true;
  }

  @Override
  public boolean greetsWithKeepAlive() {
    return true;
  }
}
