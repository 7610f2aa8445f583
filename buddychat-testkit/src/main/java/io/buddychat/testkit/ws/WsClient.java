package io.buddychat.testkit.ws;

import java.util.Optional;

/// A test's end of one socket. What it waits for comes within ten seconds, or the test fails; what
/// comes instead of the expected is a failure too.
public interface WsClient extends AutoCloseable {

  /// Sends a text frame. Nothing happens if the socket is closed already.
  void send(String text);

  /// Sends a binary frame.
  void sendBinary(byte[] bytes);

  /// The next text frame.
  String next();

  /// How the server closed the socket, with no text frame before it.
  Closed closed();

  /// How the server closed the socket, whatever text frames came before it.
  Closed closedAtLast();

  /// The sub-protocol agreed on, if any.
  Optional<String> subprotocol();

  /// Closes the socket from this end, unless it is closed already.
  @Override
  void close();

  /// A close frame.
  record Closed(int code, String reason) {}
}
