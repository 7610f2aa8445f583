package io.buddychat.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static List<String> chosen(String... arguments) {
    return Options.of(arguments).chosen(Benchmark.ROWS).stream().map(Row::id).toList();
  }

  @Test
  void allRowsAreMeasuredUnlessSomeAreAskedFor() {
    assertThat(chosen()).hasSameSizeAs(Benchmark.ROWS);
    assertThat(chosen("--only", "P6,P1")).containsExactly("P1", "P6");
  }

  @Test
  void everyRowHasItsOwnName() {
    assertThat(new HashSet<>(chosen())).hasSameSizeAs(Benchmark.ROWS);
  }

  @Test
  void aRowThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> chosen("--only", "P1,P77"))
        .hasMessageStartingWith("--only: there is no P77");
  }

  @Test
  void aGroupHasTwoMembersAtLeast() {
    assertThat(Options.of(new String[] {"--groups", "2,30"}).groups()).containsExactly(2, 30);
    for (String wrong : List.of("1", "10,x", "")) {
      assertThatThrownBy(() -> Options.of(new String[] {"--groups", wrong}))
          .hasMessageStartingWith("--groups: ");
    }
  }

  @Test
  void theHelpNamesEveryRow() {
    assertThat(Options.help(Benchmark.ROWS)).contains(chosen());
  }
}
