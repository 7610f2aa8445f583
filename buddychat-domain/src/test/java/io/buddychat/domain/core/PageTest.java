package io.buddychat.domain.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void theItemTooManyTellsThatThereAreMore() {
    assertThat(Page.of(PageRequest.first(2), List.of("a", "b", "c"), false, false))
        .isEqualTo(new Page<>(List.of("a", "b"), false, true));
    assertThat(Page.of(PageRequest.first(2), List.of("a", "b"), false, false))
        .isEqualTo(new Page<>(List.of("a", "b"), false, false));
  }

  @Test
  void fromTheFinishTheItemsAreFetchedBackwardsAndGivenInOrder() {
    assertThat(Page.of(PageRequest.last(2), List.of("z", "y", "x"), false, false))
        .isEqualTo(new Page<>(List.of("y", "z"), true, false));
    assertThat(Page.of(PageRequest.last(2), List.of("z"), false, false))
        .isEqualTo(new Page<>(List.of("z"), false, false));
  }

  @Test
  void whatLiesBeyondTheCursorsCountsToo() {
    assertThat(Page.of(PageRequest.first(1), List.of("a"), true, true))
        .isEqualTo(new Page<>(List.of("a"), true, true));
    assertThat(Page.of(PageRequest.last(1), List.of("z"), true, true))
        .isEqualTo(new Page<>(List.of("z"), true, true));
    assertThat(Page.of(PageRequest.first(1), List.<String>of(), true, false))
        .isEqualTo(new Page<>(List.of(), true, false));
  }

  @Test
  void aPageOfNothingStillTellsWhatThereIs() {
    assertThat(Page.of(PageRequest.first(0), List.of("a"), false, false))
        .isEqualTo(new Page<>(List.of(), false, true));
    assertThat(Page.of(PageRequest.last(0), List.of("z"), false, false))
        .isEqualTo(new Page<>(List.of(), true, false));
  }

  @Test
  void whatWasSkippedLiesOnItsSide() {
    assertThat(Page.of(PageRequest.first(1).skipping(2), List.of("c", "d"), false, false))
        .isEqualTo(new Page<>(List.of("c"), true, true));
    assertThat(Page.of(PageRequest.last(1).skipping(2), List.of("x"), false, false))
        .isEqualTo(new Page<>(List.of("x"), false, true));
    assertThat(Page.of(PageRequest.first(1).skipping(2), List.<String>of(), false, false))
        .as("beyond the end it is not known whether there was anything")
        .isEqualTo(Page.empty());
  }

  @Test
  void mappingKeepsTheAnswers() {
    assertThat(new Page<>(List.of(1, 2), true, false).map(i -> "n" + i))
        .isEqualTo(new Page<>(List.of("n1", "n2"), true, false));
  }

  @Test
  void aRequestKnowsItsEndAndItsCursors() {
    Position five = Position.of(5);
    assertThat(PageRequest.first(3).after(five))
        .isEqualTo(new PageRequest(PageRequest.End.START, 3, Optional.of(five), Optional.empty()));
    assertThat(PageRequest.last(3).before(five))
        .isEqualTo(new PageRequest(PageRequest.End.FINISH, 3, Optional.empty(), Optional.of(five)));
    assertThat(PageRequest.first(3).skipping(6).after(five).before(five))
        .isEqualTo(
            new PageRequest(PageRequest.End.START, 3, 6, Optional.of(five), Optional.of(five)));
    assertThatIllegalArgumentException().isThrownBy(() -> PageRequest.first(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> PageRequest.first(1).skipping(-1));
  }

  @Test
  void positionsAreSortedByMajorThenMinor() {
    List<Position> places =
        List.of(new Position(2, 1), new Position(1, 9), Position.of(2), new Position(-1, 5));
    assertThat(places.stream().sorted().toList())
        .isEqualTo(
            List.of(
                new Position(-1, 5), new Position(1, 9), new Position(2, 0), new Position(2, 1)));
  }
}
