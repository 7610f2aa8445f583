package io.buddychat.testkit.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The check itself is checked: each planted fault is found, and by its name.
class FindingsTest {

  private static final Map<String, List<String>> HELD = Map.of("hello", List.of("1"));
  private static final Map<String, List<String>> EMPTY = Map.of();

  private final Findings findings = new Findings();

  private void acknowledged(Map<String, List<String>> first, Map<String, List<String>> second) {
    findings.compare(Map.of("hello", "1"), List.of(first, second));
  }

  private void unanswered(Map<String, List<String>> first, Map<String, List<String>> second) {
    findings.compare(Map.of("hello", ""), List.of(first, second));
  }

  private void assertFound(int lost, int twice, int half) {
    assertThat(List.of(findings.lost(), findings.twice(), findings.half()))
        .containsExactly(lost, twice, half);
    assertThat(findings.areNone()).isEqualTo(lost + twice + half == 0);
  }

  @Test
  void whatBothHoldOnceIsWell() {
    acknowledged(HELD, HELD);
    assertFound(0, 0, 0);
  }

  @Test
  void withoutAnAnswerBothOrNeitherIsWell() {
    unanswered(EMPTY, EMPTY);
    unanswered(HELD, HELD);
    assertFound(0, 0, 0);
  }

  @Test
  void acknowledgedAndGoneIsLost() {
    acknowledged(EMPTY, EMPTY);
    assertFound(1, 0, 0);
  }

  @Test
  void acknowledgedAndGoneFromOneCopyIsLostAndHalf() {
    acknowledged(HELD, EMPTY);
    assertFound(1, 0, 1);
  }

  @Test
  void acknowledgedUnderAnotherIdIsLost() {
    Map<String, List<String>> other = Map.of("hello", List.of("2"));
    acknowledged(other, other);
    assertFound(1, 0, 0);
  }

  @Test
  void withoutAnAnswerInOneCopyIsHalf() {
    unanswered(EMPTY, HELD);
    assertFound(0, 0, 1);
  }

  @Test
  void twiceInBothCopiesIsTwice() {
    Map<String, List<String>> twice = Map.of("hello", List.of("1", "2"));
    acknowledged(twice, twice);
    assertFound(0, 1, 0);
  }

  @Test
  void theSameIdTwiceInOneCopyIsTwice() {
    acknowledged(HELD, Map.of("hello", List.of("1", "1")));
    assertFound(0, 1, 0);
  }

  @Test
  void whatNobodySentIsFound() {
    findings.compare(Map.of(), List.of(HELD, HELD));
    assertThat(findings.areNone()).isFalse();
  }

  @Test
  void aWrongNumberOfUnreadMessagesIsFound() {
    findings.compareUnread(3, 3);
    assertThat(findings.areNone()).isTrue();
    findings.compareUnread(3, 2);
    assertThat(findings.areNone()).isFalse();
  }
}
