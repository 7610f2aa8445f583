package io.buddychat.testkit.bench;

import java.util.Optional;

/// A line of the table.
///
/// @param row whose it is, such as `P1`
/// @param what is divided by what
/// @param ratio empty when it was not run
/// @param target empty for a ratio that is only told
/// @param notes the figures behind the ratio, or why it was not run
record Figure(
    String row, String what, Optional<Quartiles> ratio, Optional<Target> target, String notes) {

  static Figure of(String row, String what, Quartiles ratio, Target target, String notes) {
    return new Figure(row, what, Optional.of(ratio), Optional.of(target), notes);
  }

  static Figure told(String row, String what, Quartiles ratio, String notes) {
    return new Figure(row, what, Optional.of(ratio), Optional.empty(), notes);
  }

  static Figure notRun(String row, String what, String why) {
    return new Figure(row, what, Optional.empty(), Optional.empty(), "not run: " + why);
  }

  /// Whether it has a target and keeps to it.
  Optional<Boolean> isReached() {
    return ratio.flatMap(all -> target.map(wanted -> wanted.isReached(all.median())));
  }

  String ratioInWords() {
    return ratio.map(Quartiles::toString).orElse("–");
  }

  String targetInWords() {
    return target.map(Target::toString).orElse("");
  }

  String verdict() {
    return isReached().map(reached -> reached ? "reached" : "missed").orElse("");
  }
}
