package io.buddychat.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {

  @TempDir Path folder;

  private final List<String> order = new ArrayList<>();

  private Lab lab() {
    Options options = Options.of(new String[] {"--rounds", "3", "--seconds", "2", "--warmup", "5"});
    return new Lab(options, new Disk(folder.resolve("probe")), line -> {});
  }

  private Contestant contestant(String name, long missing) {
    return new Contestant() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Turn turn(Duration time) {
        order.add(name + time.toSeconds());
        return new Turn(time.toSeconds(), 1, 1, 1, Duration.ZERO);
      }

      @Override
      public long missing() {
        return missing;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void everybodyTakesTurnsAndWhoWasLastIsFirst() {
    Rounds.of(lab(), List.of(contestant("a", 0), contestant("b", 0)));
    assertThat(order).containsExactly("a5", "b5", "a2", "b2", "b2", "a2", "a2", "b2");
  }

  @Test
  void theWarmUpDoesNotCount() {
    List<Series> series = Rounds.of(lab(), List.of(contestant("a", 0)));
    assertThat(series).singleElement().satisfies(a -> assertThat(a.turns()).hasSize(3));
    assertThat(series.get(0).median(Turn::operations)).isEqualTo(2);
  }

  @Test
  void aFigureWithMissingMessagesIsNone() {
    assertThatThrownBy(() -> Rounds.of(lab(), List.of(contestant("a", 0), contestant("b", 4))))
        .isInstanceOf(NotRun.class)
        .hasMessage("b: 4 messages are missing");
  }
}
