package io.buddychat.testkit.client;

import java.time.Duration;
import java.util.Optional;

/// How soon a client tries again.
///
/// Each wait is up to twice as long as the last one, and by chance between half of that and all of
/// it, so that many clients which lost their server together do not come back together. A server
/// that says when to come back (`Retry-After`) is obeyed, for up to an hour; one that is too busy
/// (1013) is left alone for longer from the start, and after a restart (1012) the clients spread
/// out.
///
/// @param first the first wait
/// @param longest no wait is longer, unless the server asks for it
/// @param quiet after how long a silence a server is asked for a sign of life; after twice that the
///   line counts as lost
/// @param repeats how often a message is sent again whose answer was lost
public record Pace(Duration first, Duration longest, Duration quiet, int repeats) {

  /// 100 ms at first, 10 s at most; a sign of life every 20 s; five repeats.
  public static final Pace STANDARD =
      new Pace(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(20), 5);

  private static final Duration OBEYED = Duration.ofHours(1);
  private static final int RESTART = 1012;
  private static final int BUSY = 1013;
  private static final int HEAD_START = 3;
  private static final int MOST_DOUBLINGS = 30;

  public Pace {
    if (first.isNegative() || longest.compareTo(first) < 0 || quiet.toNanos() <= 0 || repeats < 0) {
      throw new IllegalArgumentException(
          "waits must not be negative, nor the longest the shortest");
    }
  }

  /// @param failures how many attempts have failed in a row; one at least
  /// @param code how the last one ended: a close code
  /// @param retryAfter what the server said about coming back
  /// @param chance from 0 to 1
  Duration after(int failures, int code, Optional<Duration> retryAfter, double chance) {
    int doublings = Math.min(MOST_DOUBLINGS, failures - 1 + (isCrowded(code) ? HEAD_START : 0));
    long most = longest.toNanos();
    long step = first.toNanos() > most >> doublings ? most : first.toNanos() << doublings;
    double least = code == RESTART ? 0 : 0.5;
    Duration wait = Duration.ofNanos((long) (step * (least + (1 - least) * chance)));
    return retryAfter
        .map(told -> told.compareTo(OBEYED) < 0 ? told : OBEYED)
        .map(wait::plus)
        .orElse(wait);
  }

  private static boolean isCrowded(int code) {
    return code == BUSY || code == RESTART;
  }
}
