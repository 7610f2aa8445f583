package io.buddychat.testkit.ws;

/// What a contract needs of whoever is held to it: a server that answers by [#script], made afresh
/// for each test, with at most 100 operations a socket, no limit on the rate, and its own pings
/// more than ten seconds apart, so that none comes between.
public interface WsServerUnderTest {

  /// The name of today's protocol in the handshake.
  String NEWER = "graphql-transport-ws";

  /// The name of its predecessor.
  String OLDER = "graphql-ws";

  /// Opens a socket to the server under test.
  WsClient connect(String... subprotocols);

  /// What the server under test answers.
  WsScript script();

  /// Lets the time pass in which a client must introduce itself. With a real clock it passes by
  /// itself, provided that it is well below ten seconds.
  default void passInitTimeout() {}
}
