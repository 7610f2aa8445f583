package io.buddychat.graphql.ws;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the protocol asks of the world behind one socket: who may come in, and what becomes of a
/// request. One instance serves one socket, so it may remember whose socket it is.
///
/// In the order of time: [#opened] once; [#connect] once at most; then any number of [#start],
/// several at once; last and once [#closed]. Only `connect` and `start` may take their time: they
/// run on the executor.
public interface Operations {

  /// The socket is open, nothing has been said yet. Must not block.
  ///
  /// @param control what may be done to this very socket from outside: keep it where revoked
  ///   sessions and new logins can find it
  default void opened(WsControl control) {}

  /// The client introduces itself. May block. A failure closes the socket with
  /// [WsCloseCode#TRY_AGAIN_LATER], because it says nothing about the client, who should come back.
  ///
  /// @param initPayload what the client said of itself, often a token; empty if nothing
  Admission connect(Map<String, @Nullable Object> initPayload);

  /// Runs a request. May block as long as the request takes. What it throws reaches the client as a
  /// masked `INTERNAL` error, nothing of it shown; errors meant to be read are an
  /// [Outcome.Rejected].
  ///
  /// @param cancellation tells when the client no longer wants the answer
  Outcome start(WsRequest request, Cancellation cancellation);

  /// The socket is gone, and each call of `connect` and `start` has returned: whatever they
  /// registered can now be let go. Must not block.
  default void closed() {}
}
