package io.buddychat.testkit.bench;

import java.util.Locale;

/// What a ratio shall be.
///
/// @param atLeast whether more is better
record Target(boolean atLeast, double value) {

  static Target atLeast(double value) {
    return new Target(true, value);
  }

  static Target atMost(double value) {
    return new Target(false, value);
  }

  boolean isReached(double ratio) {
    return atLeast ? ratio >= value : ratio <= value;
  }

  @Override
  public String toString() {
    return (atLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.2f", value);
  }
}
