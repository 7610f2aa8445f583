package io.buddychat.testkit.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What was measured. The first contestant is the one that the others are compared with.
final class Results {

  private final BenchOptions options;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  Results(BenchOptions options, List<String> names) {
    this.options = options;
    names.forEach(name -> lanes.put(name, new Lane()));
  }

  /// One contestant's slices and sums.
  private static final class Lane {

    private final List<Slice> slices = new ArrayList<>();
    private Duration cpu = Duration.ZERO;
    private long answered;
    private long arrived;

    /// The median over the slices.
    double median(ToDoubleFunction<Slice> figure) {
      return quantile(slices.stream().map(figure::applyAsDouble).toList(), 0.5);
    }

    double cpuMicros() {
      return cpu.toNanos() / 1e3 / Math.max(1, slices.stream().mapToInt(Slice::sends).sum());
    }
  }

  /// @param counts whether it is more than warm-up; what was sent must arrive in any case
  void add(String name, Slice slice, Duration cpu, boolean counts) {
    Lane lane = lane(name);
    lane.answered += slice.sends();
    if (counts) {
      lane.slices.add(slice);
      lane.cpu = lane.cpu.plus(cpu);
    }
  }

  void arrived(String name, long messages) {
    lane(name).arrived = messages;
  }

  private Lane lane(String name) {
    Lane lane = lanes.get(name);
    if (lane == null) {
      throw new IllegalArgumentException("nobody is called " + name);
    }
    return lane;
  }

  String lastRound() {
    return lanes.values().stream()
        .map(lane -> String.format("%.0f/s", lane.slices.get(lane.slices.size() - 1).perSecond()))
        .collect(Collectors.joining("  "));
  }

  /// How many messages were answered and are not there, or are there and were not answered.
  long missing() {
    return lanes.values().stream().mapToLong(lane -> Math.abs(lane.answered - lane.arrived)).sum();
  }

  /// Per round, the first one's messages a second divided by another one's.
  private List<Double> ratios(Lane other) {
    Lane first = lanes.values().iterator().next();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < first.slices.size(); round++) {
      ratios.add(first.slices.get(round).perSecond() / other.slices.get(round).perSecond());
    }
    return ratios;
  }

  /// The value below which this share of the values lies.
  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            "%s: %s; %d rounds of %.1f s a turn, after %.0f s of warm-up%n",
            options.database(),
            options.setting(),
            options.rounds(),
            options.slice().toMillis() / 1e3,
            options.warmUp().toMillis() / 1e3));
    table.append(
        String.format(
            "%-28s %9s %8s %8s %10s  %s%n",
            "(medians)", "sends/s", "p50 ms", "p99 ms", "CPU us", "BuddyChat / this [quartiles]"));
    lanes.forEach((name, lane) -> table.append(row(name, lane)));
    long answered = lanes.values().stream().mapToLong(lane -> lane.answered).sum();
    table.append(String.format("%,d answered, %,d missing%n", answered, missing()));
    return table.toString();
  }

  private String row(String name, Lane lane) {
    List<Double> ratios = ratios(lane);
    return String.format(
        "%-28s %9.0f %8.2f %8.2f %10.0f  %.2f [%.2f, %.2f]%n",
        name,
        lane.median(Slice::perSecond),
        lane.median(slice -> slice.millis(0.5)),
        lane.median(slice -> slice.millis(0.99)),
        lane.cpuMicros(),
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }
}
