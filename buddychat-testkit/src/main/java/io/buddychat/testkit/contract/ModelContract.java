package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import io.buddychat.testkit.Scene;
import io.buddychat.testkit.model.History;
import io.buddychat.testkit.model.Trials;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules hold in histories that nobody thought of.
///
/// What each history is checked for, act by act and at its end:
/// 1. ownership: who tries something with another's copy is refused, and nothing changes;
/// 2. non-interference: what I do to my own copies changes nobody else's state or log;
/// 3. fan-out: each owner gets exactly one copy, also when a send is repeated;
/// 4. unsend leaves no copy, no notification and no text;
/// 5. what was deleted never comes back, whatever is edited;
/// 6. the fold: state at a cursor and the entries after it give the later state;
/// 7. order: each log is numbered without a hole and tells exactly what happened;
/// 8. a group always has an admin;
/// 9. receipts: the first time stays, and one's own messages have none.
///
/// (That a failure half way leaves nothing behind is a contract of its own.) Seeds are the same
/// every time. `-Dbuddychat.histories=N` tries N of them, `-Dbuddychat.seed=S` begins at another.
public interface ModelContract extends FreshStore {

  /// How many acts a history has.
  int LENGTH = 40;

  /// How many histories are tried unless the property says otherwise.
  default int histories() {
    return 100;
  }

  @Test
  default void everyHistoryGoesAsTheModelSays() {
    Trials trials = new Trials(Scene.on(store()));
    int histories = Integer.getInteger("buddychat.histories", histories());
    long first = Long.getLong("buddychat.seed", 1);
    for (long seed = first; seed < first + histories; seed++) {
      History history = History.drawn(seed, LENGTH);
      Optional<String> disagreement = trials.disagreement(history);
      if (disagreement.isPresent()) {
        History shortest = trials.shortest(history);
        fail(
            "Seed %s goes wrong. The shortest history found that does:\n%s%s",
            seed, shortest, trials.disagreement(shortest).orElse("(not this time)"));
      }
    }
  }
}
