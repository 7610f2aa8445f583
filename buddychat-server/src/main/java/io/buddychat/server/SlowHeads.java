package io.buddychat.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/// Closes connections on which the head of a request takes too long.
///
/// Jetty closes those on which nothing comes. Whoever sends a byte now and then would keep theirs
/// for ever, and with hundreds of them use up what others need.
final class SlowHeads extends AbstractLifeCycle implements Connection.Listener {

  private final Duration longest;
  private final Scheduler scheduler;
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

  /// @param longest how long a head may take, from its first byte
  SlowHeads(Duration longest, Scheduler scheduler) {
    this.longest = longest;
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      open.add(http);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      open.remove(http);
    }
  }

  @Override
  protected void doStart() {
    lookLater();
  }

  private void lookLater() {
    scheduler.schedule(this::look, Math.max(1, longest.toMillis() / 4), TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (isRunning() || isStarting()) {
      open.stream().filter(this::isSlow).forEach(slow -> slow.getEndPoint().close());
      lookLater();
    }
  }

  /// The parser is another thread's, and changes while it is looked at. That is no harm: a head
  /// that has begun long ago and has not ended was slow, wherever it is now.
  private boolean isSlow(HttpConnection connection) {
    var parser = connection.getParser();
    return !parser.isStart()
        && parser.inHeaderState()
        && System.nanoTime() - parser.getBeginNanoTime() > longest.toNanos();
  }
}
