package io.buddychat.server;

/// How many sockets may be open at once.
///
/// @param all in the whole server; a handshake beyond that is answered with 503
/// @param ofUser of one person; one more is closed with 1013
/// @param ofAddress of one address on which nobody is signed in; one more is closed with 1013
public record SocketBounds(int all, int ofUser, int ofAddress) {

  static SocketBounds none() {
    return new SocketBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }
}
