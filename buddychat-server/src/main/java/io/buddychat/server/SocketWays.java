package io.buddychat.server;

import io.buddychat.graphql.ws.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;

/// How all sockets, and event streams, are treated alike: what may wait to go out, and how long
/// silence is borne.
///
/// @param silence after how long a silent client is asked for a sign of life, and how long it has
///   to give one
record SocketWays(Executor executor, Timers timers, OutboundQueue.Bounds bounds, Duration silence) {

  OutboundQueue queue(Frames frames) {
    return new OutboundQueue(frames, executor, timers, bounds);
  }

  Liveness liveness(SocketFrames frames) {
    return new Liveness(frames, timers, silence);
  }
}
