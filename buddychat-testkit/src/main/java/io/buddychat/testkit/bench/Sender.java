package io.buddychat.testkit.bench;

/// Sends one message after the other, on a connection of its own.
@FunctionalInterface
interface Sender {

  /// Returns when the message is durable.
  ///
  /// @throws Exception when it is not; then the measurement is worth nothing
  void send() throws Exception;
}
