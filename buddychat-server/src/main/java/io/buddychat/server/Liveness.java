package io.buddychat.server;

import io.buddychat.graphql.ws.Timers;
import java.time.Duration;
import java.util.Optional;

/// Finds out that a client is gone although nobody said so: a phone in a tunnel, a laptop shut.
///
/// Every so often it looks whether anything came. If nothing did, it pings by WebSocket's own
/// means, which every client answers, whatever protocol it speaks; if nothing comes then either, it
/// breaks the connection off. Without this the dead would be kept, and written to, for a quarter of
/// an hour.
final class Liveness {

  private final SocketFrames frames;
  private final Timers timers;
  private final Duration interval;

  // Guarded by this.
  private Optional<Timers.Timer> next = Optional.empty();
  private boolean stopped;
  private boolean asked;

  private volatile boolean heard;

  Liveness(SocketFrames frames, Timers timers, Duration interval) {
    this.frames = frames;
    this.timers = timers;
    this.interval = interval;
  }

  synchronized void start() {
    if (!stopped) {
      next = Optional.of(timers.after(interval, this::look));
    }
  }

  /// Something came.
  void heard() {
    heard = true;
  }

  synchronized void stop() {
    stopped = true;
    next.ifPresent(Timers.Timer::cancel);
  }

  private void look() {
    boolean alive = heard;
    heard = false;
    if (alive) {
      asked = false;
    } else if (asked) {
      frames.abort();
      return;
    } else {
      asked = true;
      frames.ping();
    }
    start();
  }
}
