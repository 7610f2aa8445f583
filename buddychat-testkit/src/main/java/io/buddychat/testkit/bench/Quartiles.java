package io.buddychat.testkit.bench;

import java.util.List;
import java.util.Locale;

/// The middle of some values, and between which two the middle half of them lies.
record Quartiles(double low, double median, double high) {

  /// @throws IllegalArgumentException when there are no values
  static Quartiles of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    List<Double> sorted = values.stream().sorted().toList();
    return new Quartiles(at(0.25, sorted), at(0.5, sorted), at(0.75, sorted));
  }

  /// What was measured once, or is a count.
  static Quartiles exactly(double value) {
    return new Quartiles(value, value, value);
  }

  private static double at(double share, List<Double> sorted) {
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  @Override
  public String toString() {
    return low == high
        ? String.format(Locale.ROOT, "%.2f", median)
        : String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", median, low, high);
  }
}
