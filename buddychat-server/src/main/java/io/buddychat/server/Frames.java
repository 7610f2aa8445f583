package io.buddychat.server;

import io.buddychat.graphql.ws.WsCloseCode;
import java.util.List;

/// The way to the network for one socket, one write at a time: [OutboundQueue] sees to that.
interface Frames {

  /// Writes text frames, in order. Does not block.
  ///
  /// @param done told once, when all of them have left or none more will
  void write(List<String> texts, Runnable done);

  /// Writes a close frame. Does not block.
  void close(WsCloseCode code, String reason);

  /// Writes a ping of WebSocket itself, which clients answer by themselves. Does not block.
  void ping();

  /// Ends the connection without a word, whatever still waits.
  void abort();
}
