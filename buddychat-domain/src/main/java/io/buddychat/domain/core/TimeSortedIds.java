package io.buddychat.domain.core;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// 64-bit keys: 41 bits of milliseconds since 2025, 12 bits for the node, 10 bits that count.
///
/// The node's number is drawn at random, so nodes need no agreement. Two nodes that drew the same
/// number could make the same key in the same millisecond; the store's primary keys then refuse the
/// second, and its command is tried again: with new keys where they are made inside of the
/// transaction, as those of messages are, and else it fails. Within a node the time part never goes
/// back, even when the clock does.
public final class TimeSortedIds implements Ids {

  private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
  private static final int NODE_BITS = 12;
  private static final int COUNT_BITS = 10;

  private final Clock clock;
  private final long node;

  /// Milliseconds since the epoch, shifted, plus the count: the key without its node.
  private final AtomicLong last = new AtomicLong();

  public TimeSortedIds(Clock clock) {
    this(clock, new SecureRandom().nextInt(1 << NODE_BITS));
  }

  /// @param node 0 to 4095; different on nodes that share a database
  public TimeSortedIds(Clock clock, int node) {
    if (node < 0 || node >= 1 << NODE_BITS) {
      throw new IllegalArgumentException("node must be 0 to 4095, not " + node);
    }
    this.clock = clock;
    this.node = node;
  }

  @Override
  public long next() {
    long now = (clock.millis() - EPOCH) << COUNT_BITS;
    long ticket = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long millis = ticket >>> COUNT_BITS;
    long count = ticket & ((1 << COUNT_BITS) - 1);
    return (((millis << NODE_BITS) | node) << COUNT_BITS) | count;
  }
}
