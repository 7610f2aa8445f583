package io.buddychat.domain.retention;

import io.buddychat.domain.core.Time;
import io.buddychat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Forgets what is older than it has to be kept.
///
/// Any number of these may run at once, on as many nodes as there are.
public final class Forgetting {

  /// How many logs a step looks at. With the next number, it bounds how long others wait for it.
  private static final int OWNERS_AT_ONCE = 50;

  private static final int ENTRIES_AT_ONCE = 100;

  private static final int MOST_AT_ONCE = 500;

  /// How long a session that is over stays: long enough for nodes whose clocks do not agree.
  private static final Duration SESSIONS_STAY = Duration.ofDays(1);

  private final Retention retention;
  private final Time time;
  private final Duration kept;

  /// @param kept how long entries of logs are kept, and ids under which messages were sent; zero is
  ///   for ever
  public Forgetting(Retention retention, Time time, Duration kept) {
    if (kept.isNegative()) {
      throw new IllegalArgumentException("cannot keep anything for " + kept);
    }
    this.retention = retention;
    this.time = time;
    this.kept = kept;
  }

  /// Forgets all of it, in small steps. To be run when a program starts and every so often from
  /// then on. When it fails, what it had done is done; running it again does the rest.
  public void run() {
    Instant now = time.now();
    if (!kept.isZero()) {
      Instant before = now.minus(kept);
      forgetEntries(before);
      while (retention.forgetSendKeys(before, MOST_AT_ONCE) == MOST_AT_ONCE) {
        // On to the next ones.
      }
    }
    Instant over = now.minus(SESSIONS_STAY);
    while (retention.forgetSessions(over, MOST_AT_ONCE) == MOST_AT_ONCE) {
      // On to the next ones.
    }
  }

  private void forgetEntries(Instant before) {
    Optional<UserId> after = Optional.empty();
    Retention.Step step;
    do {
      step = retention.forgetEntries(before, after, OWNERS_AT_ONCE, ENTRIES_AT_ONCE);
      if (!step.more()) {
        after = step.last();
      }
    } while (step.last().isPresent());
  }
}
