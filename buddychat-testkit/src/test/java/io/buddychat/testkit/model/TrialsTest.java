package io.buddychat.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The histories are a check that can fail.
class TrialsTest {

  private static final int HISTORIES = 300;
  private static final int LENGTH = 40;

  private final Trials trials = new Trials(Scene.on(new InMemoryStore()));

  @Test
  void theHistoriesLeaveNothingOut() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      assertThat(trials.disagreement(History.drawn(seed, LENGTH))).isEmpty();
    }
    assertThat(trials.told()).containsOnlyKeys(Operation.values());
    assertThat(trials.outcomes().keySet())
        .contains(
            "Send sent",
            "Send sent before:",
            "Send sent before: and let go of",
            "Send refused: Conflict",
            "Send refused: NotFound",
            "Edit done",
            "Edit refused: Forbidden",
            "Edit refused: NotFound",
            "Unsend refused: Forbidden",
            "Delete refused: NotFound",
            "Read refused: Forbidden",
            "Notice refused: NotFound",
            "Clear refused: NotFound",
            "Archive refused: NotFound",
            "AddMember refused: Conflict",
            "AddMember refused: Forbidden",
            "RemoveMember refused: Forbidden",
            "ChangeAdmin refused: Conflict",
            "ChangeAdmin refused: Forbidden",
            "RemoveGroup refused: Forbidden",
            "Retitle refused: Forbidden",
            "LeaveForGood done");
  }

  @ParameterizedTest
  @EnumSource
  void eachBugIsFoundAndToldInAFewActs(Bug bug) {
    Trials planted = new Trials(Scene.on(bug.planted()));
    for (long seed = 1; seed <= HISTORIES; seed++) {
      History history = History.drawn(seed, LENGTH);
      if (planted.disagreement(history).isPresent()) {
        History shortest = planted.shortest(history);
        assertThat(planted.disagreement(shortest)).isPresent();
        assertThat(shortest.acts()).hasSizeLessThanOrEqualTo(8);
        return;
      }
    }
    throw new AssertionError("no history found it");
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertThat(History.drawn(7, LENGTH)).isEqualTo(History.drawn(7, LENGTH));
    assertThat(History.drawn(7, LENGTH)).isNotEqualTo(History.drawn(8, LENGTH));
  }
}
