package io.buddychat.testkit.model;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Plays histories on the real thing and in the model at once, and compares. Each history has
/// people of its own, so one store bears many.
///
/// Compared are, after each act: what came of it, and what it added to everybody's log. At the end:
/// all that everybody sees; and that who followed the log from the first moment, and who followed
/// it from somewhere on, know the same as who reads everything anew.
public final class Trials {

  private final Scene scene;
  private final Map<Operation, Integer> told = new EnumMap<>(Operation.class);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int people;

  public Trials(Scene scene) {
    this.scene = scene;
  }

  /// How often each operation was told in the logs of all histories so far.
  public Map<Operation, Integer> told() {
    return Collections.unmodifiableMap(told);
  }

  /// How often each kind of act had each kind of outcome so far, as in `Edit refused: Forbidden`.
  public Map<String, Integer> outcomes() {
    return Collections.unmodifiableMap(outcomes);
  }

  /// Where the two disagree first, if they do.
  public Optional<String> disagreement(History history) {
    try {
      return new Trial(history).run();
    } catch (RuntimeException | AssertionError e) {
      return Optional.of("thrown: " + e);
    }
  }

  /// The shortest history found that goes wrong, beginning with one that does: it is tried to leave
  /// out ever smaller parts, as long as something still goes wrong.
  public History shortest(History wrong) {
    History best = wrong;
    for (int part = wrong.acts().size() / 2; part > 0; part /= 2) {
      boolean shorter = true;
      while (shorter) {
        shorter = false;
        for (int from = 0; from + part <= best.acts().size(); from += part) {
          History fewer = best.without(from, from + part);
          if (disagreement(fewer).isPresent()) {
            best = fewer;
            shorter = true;
            break;
          }
        }
      }
    }
    return best;
  }

  /// One history.
  private final class Trial {

    private final History history;
    private final Model model;
    private final List<Person> real = new ArrayList<>();
    private final Stage stage;
    private final StageState state;
    private final List<Mirror> followers = new ArrayList<>();
    private final List<Mirror> latecomers = new ArrayList<>();

    Trial(History history) {
      this.history = history;
      this.model = new Model(history.people());
      for (int i = 0; i < history.people(); i++) {
        real.add(scene.person(People.somebody(++people)));
      }
      Names names = new Names(real, scene.now());
      this.stage = new Stage(real, names);
      this.state = new StageState(names);
    }

    Optional<String> run() {
      real.forEach(person -> followers.add(Mirror.of(person)));
      int number = 0;
      for (Act act : history.acts()) {
        if (number++ == history.begun()) {
          real.forEach(person -> latecomers.add(Mirror.of(person)));
        }
        Optional<String> difference = step(act);
        if (difference.isPresent()) {
          return Optional.of("act " + number + ", " + act + ": " + difference.get());
        }
      }
      return atTheEnd();
    }

    private Optional<String> step(Act act) {
      if (model.isIdle(act)) {
        return Optional.empty();
      }
      model.later();
      scene.later();
      Outcome expected = act.in(model);
      Outcome outcome = act.in(stage);
      if (!outcome.equals(expected)) {
        return Optional.of("expected " + expected.text() + ", but it was " + outcome.text());
      }
      outcomes.merge(
          act.getClass().getSimpleName() + " " + outcome.text().replaceFirst("#.*", "").strip(),
          1,
          Integer::sum);
      for (int i = 0; i < real.size(); i++) {
        if (model.people.get(i).gone) {
          continue;
        }
        List<Entry> entries = followers.get(i).catchUp();
        entries.forEach(entry -> told.merge(entry.event().operation(), 1, Integer::sum));
        List<String> lines = entries.stream().map(state::line).toList();
        Optional<String> difference = difference("log", i, model.people.get(i).news(), lines);
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }

    private Optional<String> atTheEnd() {
      for (int i = 0; i < real.size(); i++) {
        Optional<String> difference =
            difference(
                "state", i, ModelState.of(model, model.people.get(i)), state.of(real.get(i)));
        if (difference.isPresent()) {
          return difference;
        }
        if (!model.people.get(i).gone) {
          difference = folded(i);
          if (difference.isPresent()) {
            return difference;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<String> folded(int i) {
      List<String> anew = Mirror.of(real.get(i)).lines();
      Optional<String> difference =
          difference("state as the log tells it", i, anew, followers.get(i).lines());
      if (difference.isPresent() || latecomers.isEmpty()) {
        return difference;
      }
      latecomers.get(i).catchUp();
      return difference(
          "state as the log tells it from act " + history.begun() + " on",
          i,
          anew,
          latecomers.get(i).lines());
    }

    private static Optional<String> difference(
        String of, int person, List<String> expected, List<String> real) {
      return expected.equals(real)
          ? Optional.empty()
          : Optional.of(
              "the %s of p%s differs, expected\n%s\nbut it was\n%s"
                  .formatted(of, person, String.join("\n", expected), String.join("\n", real)));
    }
  }
}
