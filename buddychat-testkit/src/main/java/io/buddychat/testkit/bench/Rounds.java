package io.buddychat.testkit.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Lets contestants take turns, in short slices, round after round.
final class Rounds {

  private Rounds() {}

  /// @return each one's turns after the warm-up, in the order of the contestants
  /// @throws NotRun when a message is missing at the end: such a figure is worth nothing
  static List<Series> of(Lab lab, List<? extends Contestant> contestants) {
    List<Series> all = contestants.stream().map(each -> Series.empty(each.name())).toList();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      order.add(i);
      contestants.get(i).turn(lab.options().warmUp());
    }
    for (int round = 1; round <= lab.options().rounds(); round++) {
      for (int i : order) {
        all.get(i).turns().add(contestants.get(i).turn(lab.options().slice()));
      }
      // Whoever was last is first: what slows the machine down does not always hit the same one.
      Collections.reverse(order);
      lab.say("  round " + round + ": " + inWords(all) + "; " + lab.disk().probe());
    }
    for (Contestant each : contestants) {
      long missing = each.missing();
      if (missing != 0) {
        throw new NotRun(each.name() + ": " + missing + " messages are missing");
      }
    }
    return all;
  }

  private static String inWords(List<Series> all) {
    return all.stream()
        .map(
            series -> {
              Turn last = series.turns().get(series.turns().size() - 1);
              return String.format(Locale.ROOT, "%s %.0f/s", series.name(), last.perSecond());
            })
        .collect(Collectors.joining(", "));
  }
}
