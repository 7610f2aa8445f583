package io.buddychat.server;

/// How many sockets may be open at once.
///
/// @param all in the whole server; a handshake beyond that is answered with 503
/// @param ofUser of one person; one more is closed with 1013, and so is
/// @param ofAddress one more of those of an address on which nobody is signed in
public record SocketBounds(int all, int ofUser, int ofAddress) {}
