package io.buddychat.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {

  @Test
  void quartilesLieBetweenTheValues() {
    assertThat(Quartiles.of(List.of(4.0, 1.0, 3.0, 2.0, 5.0))).isEqualTo(new Quartiles(2, 3, 4));
    assertThat(Quartiles.of(List.of(1.0, 2.0))).isEqualTo(new Quartiles(1.25, 1.5, 1.75));
  }

  @Test
  void nothingHasNoMiddle() {
    assertThatThrownBy(() -> Quartiles.of(List.of())).hasMessage("no values");
  }

  @Test
  void aCountIsToldWithoutQuartiles() {
    assertThat(Quartiles.exactly(1.5)).hasToString("1.50");
    assertThat(new Quartiles(1, 2, 3)).hasToString("2.00 [1.00, 3.00]");
  }
}
