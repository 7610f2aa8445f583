package io.buddychat.graphql.ws;

/// The only way out to the client. It puts messages into the client's dialect, and it falls silent
/// for good once the connection has ended.
final class Outlet {

  private final Dialect dialect;
  private final WsSocket socket;
  private boolean silent;

  Outlet(Dialect dialect, WsSocket socket) {
    this.dialect = dialect;
    this.socket = socket;
  }

  /// The text of a message for which the dialect has a word. Any thread may ask.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  String textOf(ServerMessage message) {
    return dialect.write(message).orElseThrow();
  }

  /// Sends. Only an event may.
  ///
  /// @param written as in [WsSocket#send]
  void send(String text, Runnable written) {
    if (!silent) {
      socket.send(text, written);
    }
  }

  /// Says something for whose way to the client nobody waits. Only an event may.
  void say(ServerMessage message) {
    dialect.write(message).ifPresent(text -> send(text, () -> {}));
  }

  void fallSilent() {
    silent = true;
  }

  void close(WsCloseCode code, String reason) {
    if (!silent) {
      silent = true;
      dialect.farewell(code, reason).ifPresent(text -> socket.send(text, () -> {}));
      socket.close(code, WsCloseCode.fitting(reason));
    }
  }
}
