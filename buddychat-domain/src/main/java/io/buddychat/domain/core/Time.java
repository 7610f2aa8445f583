package io.buddychat.domain.core;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time as BuddyChat tells it: from an injected clock, in whole milliseconds.
///
/// Milliseconds are what the wire shows and what every store keeps unchanged, so a time read back
/// is the time that was written.
public record Time(Clock clock) {

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
