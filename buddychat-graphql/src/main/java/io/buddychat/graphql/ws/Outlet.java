package io.buddychat.graphql.ws;

import java.util.function.IntConsumer;

/// The only way out to the client. It puts messages into the client's dialect, and it falls silent
/// for good once the connection has ended.
///
/// What operations say waits for [Room] before it comes here. Everything else cannot wait, because
/// the client makes us say it: pongs, refusals. A client that asks for more of that than it reads
/// is closed.
final class Outlet {

  private final Dialect dialect;
  private final WsSocket socket;
  private final Room room;
  private final Room smallTalk;
  private final IntConsumer smallTalkWritten;
  private final Runnable deaf;
  private boolean silent;

  /// @param room for what operations say
  /// @param smallTalk for everything else
  /// @param deaf an event for when there is no room for that: the client does not read what it
  ///   makes us say
  Outlet(Dialect dialect, WsSocket socket, Room room, Room smallTalk, Runnable deaf) {
    this.dialect = dialect;
    this.socket = socket;
    this.room = room;
    this.smallTalk = smallTalk;
    this.smallTalkWritten = smallTalk::give;
    this.deaf = deaf;
  }

  /// The text, as UTF-8, of a message for which the dialect has a word. Any thread may ask.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  byte[] textOf(ServerMessage message) {
    return dialect.write(message).orElseThrow();
  }

  /// Sends what an operation says. Only an event may.
  ///
  /// @param written as in [WsSocket#send]; it gives the room back
  void send(byte[] text, IntConsumer written) {
    if (!silent) {
      room.take(text.length);
      socket.send(text, written);
    }
  }

  /// Says something for whose way to the client nobody waits. Only an event may.
  void say(ServerMessage message) {
    if (silent) {
      return;
    }
    if (!smallTalk.isLeft()) {
      deaf.run();
      return;
    }
    dialect
        .write(message)
        .ifPresent(
            text -> {
              smallTalk.take(text.length);
              socket.send(text, smallTalkWritten);
            });
  }

  void fallSilent() {
    silent = true;
  }

  void close(WsCloseCode code, String reason) {
    if (!silent) {
      silent = true;
      dialect.farewell(code, reason).ifPresent(text -> socket.send(text, written -> {}));
      socket.close(code, WsCloseCode.fitting(reason));
    }
  }
}
