package io.buddychat.graphql.ws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Server-Sent Events as the "distinct connections mode" of [GraphQL over
/// SSE](https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md) has them: an HTTP answer
/// that carries one operation, and ends with it.
///
/// A client says nothing here: its request was all. So there are no ids, and where a socket would
/// close with a code, the stream says what a client must know before it ends. Whatever ends without
/// `complete` was cut off, and clients come back by themselves.
final class EventStreamDialect implements Dialect {

  /// Browsers wait for this line, empty as it is, before they tell of an event.
  private static final byte[] COMPLETE = Utf8.of("event: complete\ndata:\n\n");

  /// A comment, which clients skip.
  private static final byte[] SIGN_OF_LIFE = Utf8.of(":\n\n");

  private static final byte[] NEXT = Utf8.of("event: next\ndata: ");
  private static final byte[] END_OF_EVENT = Utf8.of("\n\n");

  @Override
  public ClientMessage read(String text) {
    throw new BadMessage("A client of an event stream says nothing");
  }

  @Override
  public Optional<byte[]> write(ServerMessage message) {
    return switch (message) {
      case ServerMessage.Ack _, ServerMessage.Refused _, ServerMessage.Pong _ -> Optional.empty();
      case ServerMessage.KeepAlive _ -> Optional.of(SIGN_OF_LIFE);
      case ServerMessage.Next(_, var payload) -> Optional.of(next(payload).text());
      case ServerMessage.Failed(_, var errors) ->
          Optional.of(next(Map.of("errors", errors)).append(COMPLETE).text());
      case ServerMessage.Complete _ -> Optional.of(COMPLETE);
    };
  }

  /// JSON as it is written here has no line breaks, so it is one line of data.
  private static Utf8 next(Map<String, ?> result) {
    Utf8 event = new Utf8(Json.length(result) + NEXT.length + END_OF_EVENT.length).append(NEXT);
    Json.append(result, event);
    return event.append(END_OF_EVENT);
  }

  /// Coming back with the same token would be in vain, so this end is told and complete.
  @Override
  public Optional<byte[]> farewell(WsCloseCode code, String reason) {
    return code == WsCloseCode.FORBIDDEN
        ? write(new ServerMessage.Failed("", List.of(Errors.unauthenticated(reason))))
        : Optional.empty();
  }

  @Override
  public boolean endsWithItsOperation() {
    return true;
  }

  @Override
  public boolean operationsMayWait() {
    return true;
  }

  @Override
  public boolean reusedIdReplaces() {
    return false;
  }

  @Override
  public boolean confirmsEnd() {
    return false;
  }

  /// The status of the answer is still open until its operation has begun.
  @Override
  public boolean greetsWithKeepAlive() {
    return false;
  }
}
