package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.HandStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How much may be on its way to a client at once: 1,000 characters of results here, and 1,000 of
/// what the client makes the server say besides.
class RoomTest {

  private static final String LENGTHY = "x".repeat(2_000);
  private static final String PING = "{\"type\":\"ping\"}";

  private final Scene scene =
      new Scene(WsSettings.defaults().withWindow(4).withMaxUnread(1_000).withMaxTextLength(1_000))
          .acknowledged();
  private final HandStream ticks = HandStream.open();

  RoomTest() {
    scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
    scene.answers.put("lengthy", _ -> new Outcome.Single(Map.of("data", LENGTHY)));
  }

  private static Map<String, Object> lengthy(int number) {
    return Map.of("n", number + LENGTHY);
  }

  private List<Integer> lengths() {
    return scene.seen.stream().map(String::length).toList();
  }

  @Test
  void aResultMayBeLongerThanAllTheRoom() {
    scene.subscribe("1", "lengthy");
    scene.runCalls();
    assertThat(scene.seen).hasSize(2).endsWith(Scene.completed("1"));
  }

  @Test
  void eventsWaitForRoomAndComeInOrder() {
    scene.subscribe("1", "ticks");
    scene.runCalls();
    for (int i = 0; i < 4; i++) {
      ticks.emit(lengthy(i));
    }
    assertThat(scene.seen).hasSize(1);
    for (int i = 1; i < 4; i++) {
      scene.write(1);
      assertThat(scene.seen).hasSize(i + 1);
      assertThat(scene.seen.get(i)).contains("\"" + i + "x");
    }
  }

  @Test
  void allStreamsShareTheRoomAndTakeTurns() {
    for (String id : List.of("a", "b", "c")) {
      scene.subscribe(id, "ticks");
    }
    scene.runCalls();
    ticks.emit(lengthy(1));
    ticks.emit(lengthy(2));
    for (int i = 0; i < 5; i++) {
      scene.write(1);
    }
    assertThat(scene.seen.stream().map(text -> text.substring(7, 8)).toList())
        .containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void theAnswerToAQueryWaitsToo() {
    scene.subscribe("1", "lengthy");
    scene.subscribe("2", "lengthy");
    scene.runCalls();
    assertThat(scene.seen).hasSize(2);
    scene.write(2);
    assertThat(scene.seen).hasSize(4).endsWith(Scene.completed("2"));
  }

  @Test
  void theEndComesAfterWhatWaits() {
    scene.subscribe("1", "ticks");
    scene.runCalls();
    ticks.emit(lengthy(1));
    ticks.emit(lengthy(2));
    ticks.complete();
    scene.subscribe("1", "again");
    assertThat(scene.seen)
        .as("the id is still in use")
        .endsWith("4409 Subscriber for 1 already exists");
  }

  @Test
  void anErrorOfTheStreamComesAfterWhatWaits() {
    scene.subscribe("1", "ticks");
    scene.runCalls();
    ticks.emit(lengthy(1));
    ticks.emit(lengthy(2));
    ticks.fail(StreamFailure.withErrors(List.of(Map.of("message", "Read anew"))));
    scene.write(1);
    scene.write(1);
    assertThat(scene.seen).hasSize(3);
    assertThat(scene.seen.get(1)).contains("\"2x");
    assertThat(scene.seen.get(2)).contains("\"error\"", "Read anew");
  }

  @Test
  void whatWaitsIsNotSaidAfterAComplete() {
    scene.subscribe("1", "ticks");
    scene.subscribe("2", "ticks");
    scene.runCalls();
    ticks.emit(lengthy(1));
    scene.complete("2");
    scene.write(1);
    ticks.emit(lengthy(2));
    scene.write(1);
    assertThat(scene.seen).hasSize(2).allMatch(text -> text.startsWith("{\"id\":\"1\""));
  }

  @Test
  void whatWaitsAndIsNoJsonEndsItsStreamAlone() {
    scene.subscribe("1", "ticks");
    scene.runCalls();
    ticks.emit(lengthy(1));
    ticks.emit(Map.of("insides", new Object()));
    scene.subscribe("2", "lengthy");
    scene.runCalls();
    scene.write(1);
    scene.write(scene.unwritten());
    assertThat(scene.seen.get(1)).contains("\"id\":\"1\",\"type\":\"error\"", "INTERNAL");
    assertThat(scene.seen).endsWith(Scene.completed("2"));
    assertThat(ticks.cancelled()).isEqualTo(1);
  }

  @Test
  void oneWhoReadsIsServedToTheEndHoweverMuchItIs() {
    for (int i = 0; i < 50; i++) {
      scene.subscribe("s" + i, "ticks");
    }
    scene.runCalls();
    for (int i = 0; i < 20; i++) {
      ticks.emit(lengthy(i));
      scene.write(scene.unwritten());
    }
    while (scene.unwritten() > 0) {
      scene.write(1);
    }
    assertThat(lengths()).hasSize(50 * 20).allMatch(length -> length > 2_000);
  }

  @Test
  void whoMakesTheServerTalkAndDoesNotReadIsClosedWith1013() {
    for (int i = 0; i < 1_000; i++) {
      scene.connection.onText(PING);
    }
    assertThat(scene.seen).hasSizeLessThan(15).endsWith("1013 Too slow");
  }

  @Test
  void whoReadsMayPingForEver() {
    for (int i = 0; i < 1_000; i++) {
      scene.connection.onText(PING);
      scene.write(1);
    }
    assertThat(scene.seen).hasSize(1_000).containsOnly("{\"type\":\"pong\"}");
  }
}
