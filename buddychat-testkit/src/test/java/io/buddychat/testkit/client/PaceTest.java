package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final int LOST = 1006;
  private static final int RESTART = 1012;
  private static final int BUSY = 1013;

  private static long millis(int failures, int code, double chance) {
    return Pace.STANDARD.after(failures, code, Optional.empty(), chance).toMillis();
  }

  @Test
  void eachWaitIsTwiceAsLongAsTheLastUpToTheLongest() {
    assertThat(IntStream.of(1, 2, 3, 7, 8, 9, 1_000_000).mapToLong(n -> millis(n, LOST, 1)))
        .containsExactly(100L, 200L, 400L, 6400L, 10_000L, 10_000L, 10_000L);
  }

  @Test
  void chanceTakesUpToHalfOfIt() {
    assertThat(millis(1, LOST, 0)).isEqualTo(50);
    assertThat(millis(9, LOST, 0.5)).isEqualTo(7500);
  }

  @Test
  void aBusyServerIsLeftAloneForLonger() {
    assertThat(millis(1, BUSY, 0)).isEqualTo(400);
    assertThat(millis(1, BUSY, 1)).isEqualTo(800);
  }

  @Test
  void afterARestartClientsSpreadOut() {
    assertThat(millis(1, RESTART, 0)).isZero();
    assertThat(millis(1, RESTART, 1)).isEqualTo(800);
  }

  @Test
  void aServerThatSaysWhenIsObeyedForUpToAnHour() {
    assertThat(Pace.STANDARD.after(1, LOST, Optional.of(Duration.ofSeconds(30)), 1))
        .isEqualTo(Duration.ofMillis(30_100));
    assertThat(Pace.STANDARD.after(1, LOST, Optional.of(Duration.ofDays(300)), 1))
        .isEqualTo(Duration.ofHours(1).plusMillis(100));
  }

  @Test
  void nonsenseIsNoPace() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Pace(second, Duration.ZERO, second, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pace(second, second, Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pace(second, second, second, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
