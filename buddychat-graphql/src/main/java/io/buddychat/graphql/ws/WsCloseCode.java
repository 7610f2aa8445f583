package io.buddychat.graphql.ws;

/// Why a server closes a socket, as a number the client acts on.
///
/// The numbers from 4400 on are those of the `graphql-ws` reference implementation, the others
/// those of the WebSocket standard. The choice matters: after some of them the usual clients
/// reconnect by themselves, after the rest they give up for good.
public enum WsCloseCode {
  /// The conversation is over, as agreed.
  NORMAL(1000),
  /// The server or the page is leaving. Clients reconnect.
  GOING_AWAY(1001),
  /// A message longer than the server takes.
  TOO_BIG(1009),
  /// The server made a mistake of its own.
  INTERNAL_ERROR(1011),
  /// The server restarts. Clients reconnect, which is why a shutdown uses it.
  SERVICE_RESTART(1012),
  /// The server cannot serve this socket now: the client reads too slowly, or something it depends
  /// on is down. Clients reconnect after a while.
  TRY_AGAIN_LATER(1013),
  /// A message that is no message: not JSON, of an unknown type, of the wrong shape, or binary.
  BAD_REQUEST(4400),
  /// An operation before the connection was acknowledged. Clients give up.
  UNAUTHORIZED(4401),
  /// The introduction was refused, or the token has expired or was revoked. Clients reconnect, with
  /// a fresh token if they have one; that is why an expired token is not [#UNAUTHORIZED].
  FORBIDDEN(4403),
  /// None of the sub-protocols offered is spoken here.
  SUBPROTOCOL_NOT_ACCEPTABLE(4406),
  /// No `connection_init` came in time.
  INIT_TIMEOUT(4408),
  /// An operation under an id which another one still uses.
  ALREADY_SUBSCRIBED(4409),
  /// A second `connection_init`.
  TOO_MANY_INITS(4429);

  private static final int MOST_BYTES = 123;

  private final int number;

  WsCloseCode(int number) {
    this.number = number;
  }

  /// The number as it travels in the close frame.
  public int number() {
    return number;
  }

  /// The reason, cut to what a close frame can hold: 123 bytes of UTF-8, never half a character.
  static String fitting(String reason) {
    int bytes = 0;
    int end = 0;
    while (end < reason.length()) {
      int character = reason.codePointAt(end);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > MOST_BYTES) {
        return reason.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return reason;
  }
}
