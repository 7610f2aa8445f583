package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A socket whose operations run one after another.
class StrictOrderTest {

  private static final String ANSWER = "{\"data\":{}}";

  private final Scene scene = strict(WsSettings.defaults());

  private static Scene strict(WsSettings settings) {
    return new Scene(settings.withStrictOrder(true)).acknowledged();
  }

  private static List<String> answered(String... ids) {
    List<String> frames = new ArrayList<>();
    for (String id : ids) {
      frames.add(Scene.next(id, ANSWER));
      frames.add(Scene.completed(id));
    }
    return frames;
  }

  @Test
  void theNextBeginsWhenTheOneBeforeHasAnswered() {
    scene.answers.put(
        "first",
        _ -> {
          scene.subscribe("2", "second");
          scene.subscribe("3", "third");
          assertThat(scene.asked).containsExactly("start first");
          return new Outcome.Single(Map.of("data", Map.of()));
        });
    scene.subscribe("1", "first");
    scene.runCall();
    assertThat(scene.seen).isEqualTo(answered("1"));
    scene.runCall();
    assertThat(scene.seen).isEqualTo(answered("1", "2"));
    scene.runCalls();
    assertThat(scene.seen).isEqualTo(answered("1", "2", "3"));
    assertThat(scene.asked).containsExactly("start first", "start second", "start third");
  }

  @Test
  void aStreamLetsTheNextBeginWhenItHasBegun() {
    List<String> told = new ArrayList<>();
    scene.answers.put(
        "stream",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  assertThat(scene.asked).doesNotContain("start second");
                  subscriber.onSubscribe(Scene.recording(told));
                }));
    scene.subscribe("1", "stream");
    scene.subscribe("2", "second");
    scene.runCalls();
    assertThat(told).isNotEmpty();
    assertThat(scene.seen).isEqualTo(answered("2"));
  }

  @Test
  void whatIsStoppedBeforeItsTurnIsPassedOver() {
    scene.subscribe("1", "first");
    scene.subscribe("2", "second");
    scene.subscribe("3", "third");
    scene.complete("2");
    scene.runCalls();
    assertThat(scene.asked).containsExactly("start first", "start third");
  }

  @Test
  void whatIsStoppedWhileItRunsHoldsItsTurnUntilItReturns() {
    scene.answers.put(
        "first",
        _ -> {
          scene.complete("1");
          scene.subscribe("2", "second");
          assertThat(scene.asked).containsExactly("start first");
          return new Outcome.Single(Map.of("data", Map.of()));
        });
    scene.subscribe("1", "first");
    scene.runCalls();
    assertThat(scene.seen).isEqualTo(answered("2"));
  }

  @Test
  void whatFailsPassesItsTurnOn() {
    scene.answers.put(
        "crash",
        _ -> {
          throw new IllegalStateException("on purpose");
        });
    scene.subscribe("1", "crash");
    scene.subscribe("2", "second");
    scene.runCalls();
    assertThat(scene.seen).hasSize(3);
    assertThat(scene.seen.getFirst()).contains("INTERNAL");
    scene.full = true;
    scene.subscribe("3", "third");
    scene.full = false;
    scene.subscribe("4", "fourth");
    scene.runCalls();
    assertThat(scene.seen).hasSize(6).endsWith(Scene.completed("4"));
  }

  /// Who does not read gets no further answer, so nothing more is run for them.
  @Test
  void anAnswerThatHasNoRoomHoldsItsTurn() {
    Scene narrow = strict(WsSettings.defaults().withMaxUnread(1));
    narrow.subscribe("0", "zeroth");
    narrow.runCalls();
    narrow.subscribe("1", "first");
    narrow.subscribe("2", "second");
    narrow.runCalls();
    assertThat(narrow.asked).containsExactly("start zeroth", "start first");
    narrow.write(2);
    narrow.runCalls();
    narrow.write(2);
    assertThat(narrow.seen).isEqualTo(answered("0", "1", "2"));
  }

  @Test
  void otherwiseTheyRunSideBySide() {
    Scene loose = new Scene().acknowledged();
    loose.answers.put(
        "first",
        _ -> {
          loose.runCall();
          assertThat(loose.asked).containsExactly("start first", "start second");
          return new Outcome.Single(Map.of("data", Map.of()));
        });
    loose.subscribe("1", "first");
    loose.subscribe("2", "second");
    loose.runCalls();
    assertThat(loose.seen).hasSize(4);
  }
}
