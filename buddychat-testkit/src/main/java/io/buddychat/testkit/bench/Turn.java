package io.buddychat.testkit.bench;

import java.time.Duration;

/// What one contestant did in its turn.
///
/// @param operations how many messages or answers
/// @param seconds how long it really took, to the last one
/// @param p50 milliseconds of an operation, the median
/// @param p99 the same, for all but the slowest hundredth
/// @param cpu the time for which processors worked for it
record Turn(long operations, double seconds, double p50, double p99, Duration cpu) {

  double perSecond() {
    return operations / seconds;
  }

  double cpuMicros() {
    return cpu.toNanos() / 1e3 / Math.max(1, operations);
  }
}
