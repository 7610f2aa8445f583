package io.buddychat.graphql.ws;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells running work that nobody waits for its result any more: the client completed the
/// operation, or the socket is gone. It is a hint; the protocol drops a late result anyway.
public final class Cancellation {

  private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

  private final CompletableFuture<Boolean> requested = new CompletableFuture<>();

  /// Whether it was requested.
  public boolean requested() {
    return requested.isDone();
  }

  /// Runs the action once it is requested; at once, if it already was. The action must not block.
  public void whenRequested(Runnable action) {
    var _ =
        requested.thenRun(
            () -> {
              try {
                action.run();
              } catch (RuntimeException e) {
                log.warn("An operation could not be cancelled", e);
              }
            });
  }

  /// Requests it.
  public void request() {
    requested.complete(true);
  }
}
