package io.buddychat.server;

import io.buddychat.graphql.ws.WsCloseCode;
import java.util.List;

/// The way to the network for one socket or event stream, one write at a time: [OutboundQueue] sees
/// to that.
interface Frames {

  /// Writes texts, as UTF-8, in order. Does not block.
  ///
  /// @param done told once, when all of them have left or none more will
  void write(List<byte[]> texts, Runnable done);

  /// Says goodbye. Does not block.
  void close(WsCloseCode code, String reason);

  /// Ends the connection without a word, whatever still waits.
  void abort();
}
