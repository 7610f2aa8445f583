package io.buddychat.testkit.bench;

import io.buddychat.testkit.bench.load.LoadClient;
import io.buddychat.testkit.bench.load.Slice;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/// A server and the load on it. Belongs to itself only the load; the server is closed by who
/// started it.
final class ServerContestant implements Contestant {

  private final String name;
  private final LoadClient load;
  private final Supplier<Duration> cpu;
  private final LongUnaryOperator notHeld;
  private final int counted;
  private final Integer[] working;
  private long sent;
  private long undelivered;

  /// @param cpu the server's time until now
  /// @param notHeld of so many messages that were sent, how many its database does not hold
  ServerContestant(
      String name, LoadClient load, Supplier<Duration> cpu, LongUnaryOperator notHeld) {
    this(name, load, cpu, notHeld, 0, 0);
  }

  /// @param counted the lane whose messages count
  /// @param working the lanes that send
  ServerContestant(
      String name,
      LoadClient load,
      Supplier<Duration> cpu,
      LongUnaryOperator notHeld,
      int counted,
      Integer... working) {
    this.counted = counted;
    this.working = working.clone();
    this.name = name;
    this.load = load;
    this.cpu = cpu;
    this.notHeld = notHeld;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Turn turn(Duration time) {
    Duration before = cpu.get();
    Slice slice = load.slice(time, working);
    if (slice.refused() > 0) {
      throw new NotRun(name + " refused " + slice.refused() + " requests");
    }
    Slice.Lane lane = slice.lane(counted);
    sent += lane.sent();
    undelivered = slice.missing();
    return new Turn(lane.sent(), slice.seconds(), lane.p50(), lane.p99(), cpu.get().minus(before));
  }

  @Override
  public long missing() {
    return undelivered + notHeld.applyAsLong(sent);
  }

  @Override
  public void close() {
    load.close();
  }
}
