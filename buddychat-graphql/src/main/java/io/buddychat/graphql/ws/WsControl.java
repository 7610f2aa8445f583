package io.buddychat.graphql.ws;

import java.time.Duration;

/// What may be done to one open socket from outside, by any thread, at any time. On a socket that
/// is already closed each of these does nothing.
public interface WsControl {

  /// Closes the socket with [WsCloseCode#FORBIDDEN] after this time, unless told otherwise before:
  /// the life of the token by which it is trusted. The latest call counts; a login over the socket
  /// brings a new token and so a new time.
  void expireAfter(Duration life);

  /// Closes now, because the token has expired.
  void expire();

  /// Closes now, because the session behind the socket was ended.
  void revoke();

  /// Closes now and asks the client to come back later: it cannot be served as it ought to be.
  ///
  /// @param reason told to the client
  void closeForOverload(String reason);

  /// Closes because the server stops. Queries and mutations that run already may finish first and
  /// answer, for as long as `grace`; new ones are no longer begun, and streams simply end. Clients
  /// come back by themselves.
  void closeForShutdown(Duration grace);
}
