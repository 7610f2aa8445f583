package io.buddychat.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static Arguments given(String... arguments) {
    return Arguments.of(arguments, List.of("--count", "--name"));
  }

  @Test
  void whatIsNotGivenIsTheDefault() {
    assertThat(given().count("--count", 7)).isEqualTo(7);
    assertThat(given().choice("--name", List.of("first", "second"))).isEqualTo("first");
  }

  @Test
  void whatIsGivenWins() {
    assertThat(given("--count", "3").count("--count", 7)).isEqualTo(3);
    assertThat(given("--name", "second").choice("--name", List.of("first", "second")))
        .isEqualTo("second");
  }

  @Test
  void wrongOnesAreNamed() {
    assertThatThrownBy(() -> given("--other", "1")).hasMessageStartingWith("--other: ");
    assertThatThrownBy(() -> given("--count")).hasMessageStartingWith("--count: ");
    for (String wrong : List.of("many", "0", "-1", "NaN")) {
      assertThatThrownBy(() -> given("--count", wrong).count("--count", 7))
          .hasMessageStartingWith("--count: ");
    }
    assertThatThrownBy(() -> given("--name", "third").choice("--name", List.of("first")))
        .hasMessageStartingWith("--name: ");
  }
}
