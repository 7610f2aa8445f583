package io.buddychat.testkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void theSlowestHundredthIsLeftOut() {
    Latencies latencies = new Latencies();
    for (int i = 2000; i > 0; i--) {
      latencies.add(i * 1_000_000L);
    }
    assertThat(latencies.count()).isEqualTo(2000);
    assertThat(latencies.millis(0.5)).isEqualTo(1000);
    assertThat(latencies.millis(0.99)).isEqualTo(1980);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThat(new Latencies().millis(0.5)).isNaN();
  }
}
