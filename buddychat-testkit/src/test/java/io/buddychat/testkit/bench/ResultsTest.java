package io.buddychat.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private final Results results =
      new Results(BenchOptions.of(new String[0]), List.of("server", "raw"));

  private Slice slice(int pauseMillis) {
    return Slice.of(List.of(() -> Thread.sleep(pauseMillis)), Duration.ofMillis(60));
  }

  @Test
  void quartilesLieBetweenTheValues() {
    List<Double> values = List.of(4.0, 1.0, 3.0, 2.0, 5.0);
    assertThat(Results.quantile(values, 0.25)).isEqualTo(2);
    assertThat(Results.quantile(values, 0.5)).isEqualTo(3);
    assertThat(Results.quantile(List.of(1.0, 2.0), 0.5)).isEqualTo(1.5);
  }

  @Test
  void aSliceCountsWhatWasSentAndHowLongItTook() {
    Slice slice = slice(5);
    assertThat(slice.sends()).isBetween(1, 12);
    assertThat(slice.millis(0)).isGreaterThanOrEqualTo(5);
    assertThat(slice.perSecond()).isLessThanOrEqualTo(200);
  }

  @Test
  void whatWasAnsweredAndIsNotThereIsMissing() {
    Slice warmUp = slice(5);
    Slice slice = slice(5);
    for (String name : List.of("server", "raw")) {
      results.add(name, warmUp, Duration.ZERO, false);
      results.add(name, slice, Duration.ofMillis(3), true);
      results.arrived(name, (long) warmUp.sends() + slice.sends());
    }
    assertThat(results.missing()).isZero();
    results.arrived("server", slice.sends());
    assertThat(results.missing()).isEqualTo(warmUp.sends());
  }

  @Test
  void theTableComparesEachWithTheFirst() {
    Slice same = slice(5);
    results.add("server", same, Duration.ZERO, true);
    results.add("raw", same, Duration.ZERO, true);
    assertThat(results.table().lines().filter(line -> line.startsWith("raw")))
        .singleElement()
        .asString()
        .contains("1.00 [1.00, 1.00]");
  }
}
