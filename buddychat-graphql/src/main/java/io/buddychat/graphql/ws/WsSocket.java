package io.buddychat.graphql.ws;

import java.util.function.IntConsumer;

/// The transport's side of one socket: all that the protocol needs of Jetty, or of a test.
///
/// The protocol calls it from one thread at a time and in the order in which the client is to see
/// things. Neither method may block or throw; what is said to a socket that is already gone is
/// simply lost.
///
/// The transport keeps what it cannot write yet, and closes with [WsCloseCode#TRY_AGAIN_LATER] when
/// nothing can be written for a while. How much that can be is the protocol's care: results wait
/// until there is room for them ([WsSettings#maxUnread]), and whoever makes the server say other
/// things, such as answers to pings, and does not read them is closed.
public interface WsSocket {

  /// Sends one text frame.
  ///
  /// @param text as UTF-8. Nobody changes it any more: it may be kept as it is
  /// @param written told once, when the frame has left for the network, how many bytes it had, on
  ///   any thread and even before this method returns; never, if the socket closes first. A
  ///   callback rather than a future: a stream hands in the same one for each of its frames, so a
  ///   frame costs no extra object, and a transport that writes frames in batches reports them in
  ///   batches.
  void send(byte[] text, IntConsumer written);

  /// Closes the socket, after what was sent before. Called once at most.
  ///
  /// @param reason never longer than the 123 bytes of UTF-8 that a close frame can hold
  void close(WsCloseCode code, String reason);
}
