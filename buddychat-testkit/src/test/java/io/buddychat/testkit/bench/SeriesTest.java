package io.buddychat.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static Turn turn(long operations) {
    return new Turn(operations, 2, 5, 9, Duration.ofMillis(3));
  }

  @Test
  void aRatioIsTakenRoundByRound() {
    // A machine that halves its speed after the first round changes neither ratio.
    Series ours = new Series("ours", List.of(turn(400), turn(200), turn(200)));
    Series other = new Series("other", List.of(turn(200), turn(100), turn(100)));
    assertThat(ours.ratio(other, Turn::perSecond)).isEqualTo(new Quartiles(2, 2, 2));
    assertThat(other.ratio(ours, Turn::perSecond).median()).isEqualTo(0.5);
  }

  @Test
  void aTurnKnowsItsRateAndItsPrice() {
    assertThat(turn(400).perSecond()).isEqualTo(200);
    assertThat(turn(1000).cpuMicros()).isEqualTo(3);
  }
}
