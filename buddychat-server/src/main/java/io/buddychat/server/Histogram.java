package io.buddychat.server;

import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// How long things took: how many of them took no longer than each of a few times, and all
/// together.
final class Histogram {

  /// In seconds. What took longer than the last is in a bucket of its own.
  private static final double[] BOUNDS = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5};

  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final DoubleAdder sum = new DoubleAdder();

  Histogram() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  void add(double seconds) {
    int bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    sum.add(seconds);
  }

  /// Writes it as one of the series of the metric that was begun, told apart by a label.
  void write(PrometheusText text, String label, String value) {
    long count = 0;
    for (int i = 0; i < buckets.length; i++) {
      count += buckets[i].sum();
      String bound = i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf";
      text.sample("_bucket", count, Map.of(label, value, "le", bound));
    }
    text.sample("_sum", sum.sum(), Map.of(label, value));
    text.sample("_count", count, Map.of(label, value));
  }
}
