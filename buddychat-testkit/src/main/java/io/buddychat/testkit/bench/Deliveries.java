package io.buddychat.testkit.bench;

import java.util.Locale;

/// How many deliveries two contestants got done, and what each cost.
final class Deliveries {

  private Deliveries() {}

  /// @param each how many get a message
  static String inWords(Series ours, Series theirs, int each) {
    return String.format(
        Locale.ROOT,
        "%.0f/s and %.0f/s; %.1f and %.1f µs of processor a delivery",
        ours.median(Turn::perSecond) * each,
        theirs.median(Turn::perSecond) * each,
        ours.median(Turn::cpuMicros) / each,
        theirs.median(Turn::cpuMicros) / each);
  }

  /// The line of a group against another server.
  static Figure figure(Row row, int members, Series ours, Series theirs, Target target) {
    return Figure.of(
        row.id(),
        "group of " + members + ": deliveries/s ÷ " + theirs.name(),
        ours.ratio(theirs, Turn::perSecond),
        target,
        inWords(ours, theirs, members));
  }
}
