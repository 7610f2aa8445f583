package io.buddychat.domain.inbox;

import java.time.Duration;

/// When a follower who wants only some entries is told how far the log has been read although
/// nothing in it was for them. Without that, their cursor would stand still in a busy log until the
/// log no longer reaches back to it.
///
/// @param every after this many entries that were passed over, at the end of the part of the log
///   that is read at once
/// @param after at the latest this long after the first of them was passed over
public record Checkpoints(int every, Duration after) {

  /// After 1,000 entries or a minute.
  public static final Checkpoints DEFAULT = new Checkpoints(1000, Duration.ofMinutes(1));

  public Checkpoints {
    if (every < 1 || after.isNegative()) {
      throw new IllegalArgumentException("no time for a checkpoint: " + every + ", " + after);
    }
  }
}
