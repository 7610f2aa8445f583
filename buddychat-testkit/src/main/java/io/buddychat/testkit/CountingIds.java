package io.buddychat.testkit;

import io.buddychat.domain.core.Ids;
import java.util.concurrent.atomic.AtomicLong;

/// Keys that count, so that the same scenario has the same keys each time.
public final class CountingIds implements Ids {

  private final AtomicLong last;

  /// The first key is 1.
  public CountingIds() {
    this(0);
  }

  /// @param last the number before the first key
  public CountingIds(long last) {
    this.last = new AtomicLong(last);
  }

  @Override
  public long next() {
    return last.incrementAndGet();
  }
}
