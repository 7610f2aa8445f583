package io.buddychat.server;

import io.buddychat.graphql.ws.WsControl;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The sockets that are open now, so that they can be counted, and closed when the server stops.
final class OpenSockets {

  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  private final Set<WsControl> sockets = new HashSet<>();
  private final CompletableFuture<Boolean> none = new CompletableFuture<>();
  private Optional<Duration> leaving = Optional.empty();

  /// @param most how many there may be
  OpenSockets(int most) {
    this.most = most;
  }

  /// Whether there is no place for another one.
  boolean full() {
    return open.get() >= most;
  }

  /// How many there are, whatever they are good for.
  int count() {
    return open.get();
  }

  /// One has been opened.
  ///
  /// @return whether there was a place for it; if not, it is to be closed. It is told of by [#left]
  ///   all the same.
  boolean entered() {
    return open.incrementAndGet() <= most;
  }

  /// One is gone.
  void left() {
    open.decrementAndGet();
  }

  /// One speaks the protocol.
  void add(WsControl socket) {
    Optional<Duration> grace;
    synchronized (this) {
      sockets.add(socket);
      grace = leaving;
    }
    grace.ifPresent(socket::closeForShutdown);
  }

  synchronized void remove(WsControl socket) {
    sockets.remove(socket);
    tellIfNone();
  }

  /// Closes all, and those that still come.
  ///
  /// @param grace how long their requests may still run
  /// @return done when the last is closed
  CompletableFuture<Boolean> closeAll(Duration grace) {
    Set<WsControl> present;
    synchronized (this) {
      leaving = Optional.of(grace);
      present = Set.copyOf(sockets);
      tellIfNone();
    }
    present.forEach(socket -> socket.closeForShutdown(grace));
    return none;
  }

  private void tellIfNone() {
    if (leaving.isPresent() && sockets.isEmpty()) {
      none.complete(true);
    }
  }
}
