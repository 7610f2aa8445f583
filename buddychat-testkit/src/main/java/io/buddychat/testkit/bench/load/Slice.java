package io.buddychat.testkit.bench.load;

import java.util.List;

/// What the load did in a few seconds.
///
/// @param seconds how long it took, to the last answer and the last delivery
/// @param lanes what each lane that worked did
/// @param deliveries how many messages listeners got
/// @param missing how many they should have got and did not, or got and should not have
public record Slice(double seconds, List<Lane> lanes, long deliveries, long missing) {

  public Slice {
    lanes = List.copyOf(lanes);
  }

  /// @param sent how many messages were answered well
  /// @param refused how many were answered with a refusal for there being too many
  /// @param p50 milliseconds from the sending to the answer, the median; NaN when none was sent
  /// @param p99 the same, for all but the slowest hundredth
  public record Lane(int lane, long sent, long refused, double p50, double p99) {}

  public long sent() {
    return lanes.stream().mapToLong(Lane::sent).sum();
  }

  public long refused() {
    return lanes.stream().mapToLong(Lane::refused).sum();
  }

  public Lane lane(int number) {
    return lanes.stream()
        .filter(lane -> lane.lane() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("lane " + number + " did not work"));
  }
}
