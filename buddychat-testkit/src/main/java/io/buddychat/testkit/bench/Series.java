package io.buddychat.testkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One contestant's turns, a turn a round.
record Series(String name, List<Turn> turns) {

  static Series empty(String name) {
    return new Series(name, new ArrayList<>());
  }

  double median(ToDoubleFunction<Turn> figure) {
    return Quartiles.of(turns.stream().map(figure::applyAsDouble).toList()).median();
  }

  /// Round by round, this one's figure divided by the other one's: what slows the machine down for
  /// a while slows both.
  Quartiles ratio(Series other, ToDoubleFunction<Turn> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < turns.size(); round++) {
      ratios.add(
          figure.applyAsDouble(turns.get(round)) / figure.applyAsDouble(other.turns.get(round)));
    }
    return Quartiles.of(ratios);
  }
}
