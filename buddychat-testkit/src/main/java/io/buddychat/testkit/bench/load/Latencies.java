package io.buddychat.testkit.bench.load;

import java.util.Arrays;

/// How long each of many took, in nanoseconds.
public final class Latencies {

  private long[] nanos = new long[1 << 10];
  private int count;

  public void add(long newNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = newNanos;
  }

  public void addAll(Latencies others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  public int count() {
    return count;
  }

  /// The longest, once the slowest `1 - share` are left out, in milliseconds; NaN when there are
  /// none.
  public double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) (share * (count - 1))] / 1e6;
  }
}
