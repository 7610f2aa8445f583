package io.buddychat.server;

/// The way to the network for one WebSocket.
interface SocketFrames extends Frames {

  /// Writes a ping of WebSocket itself, which clients answer by themselves. Does not block.
  void ping();
}
