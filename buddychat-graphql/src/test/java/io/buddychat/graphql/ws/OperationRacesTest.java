package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.HandStream;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What happens when two things happen at once. Each test lays down one order of events.
class OperationRacesTest {

  private final Scene scene = new Scene().acknowledged();
  private final HandStream ticks = HandStream.open();

  OperationRacesTest() {
    scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
  }

  @Nested
  class TheSocketCloses {

    @Test
    void whileTheStreamEmits() {
      scene.subscribe("1", "ticks");
      scene.runCalls();
      scene.onSend =
          text -> {
            if (text.contains("2")) {
              scene.connection.onClosed();
            }
          };
      ticks.emit(Map.of("n", 1));
      ticks.emit(Map.of("n", 2));
      ticks.emit(Map.of("n", 3));
      assertThat(scene.seen)
          .containsExactly(Scene.next("1", "{\"n\":1}"), Scene.next("1", "{\"n\":2}"));
      assertThat(ticks.cancelled()).isEqualTo(1);
    }

    @Test
    void andOneStreamThatCannotBeCancelledDoesNotSaveTheOthers() {
      scene.answers.put(
          "stubborn",
          cancellation -> {
            cancellation.whenRequested(
                () -> {
                  throw new IllegalStateException("no");
                });
            return new Outcome.Stream(
                subscriber ->
                    subscriber.onSubscribe(
                        new Flow.Subscription() {
                          @Override
                          public void request(long n) {}

                          @Override
                          public void cancel() {
                            throw new IllegalStateException("never");
                          }
                        }));
          });
      scene.subscribe("1", "stubborn");
      scene.subscribe("2", "ticks");
      scene.runCalls();
      scene.connection.onClosed();
      assertThat(ticks.cancelled()).isEqualTo(1);
      assertThat(scene.asked).endsWith("closed");
    }
  }

  @Nested
  class AnIdIsUsedTwice {

    @Test
    void beforeTheFirstHasBegun() {
      scene.subscribe("1", "hello");
      scene.subscribe("1", "other");
      scene.runCalls();
      assertThat(scene.seen).containsExactly("4409 Subscriber for 1 already exists");
      assertThat(scene.asked).containsExactly("closed");
    }

    @Test
    void whileTheFirstRuns() {
      scene.answers.put(
          "hello",
          _ -> {
            scene.subscribe("1", "other");
            return new Outcome.Single(Map.of());
          });
      scene.subscribe("1", "hello");
      scene.runCalls();
      assertThat(scene.seen).containsExactly("4409 Subscriber for 1 already exists");
    }

    @Test
    void fromWithinTheLastMessageOfTheFirst() {
      scene.onSend =
          text -> {
            if (text.equals(Scene.completed("1")) && scene.seen.size() == 2) {
              scene.subscribe("1", "again");
            }
          };
      scene.subscribe("1", "hello");
      scene.runCalls();
      assertThat(scene.seen).hasSize(4).doesNotContain("4409 Subscriber for 1 already exists");
      assertThat(scene.asked).containsExactly("start hello", "start again");
    }

    @Test
    void andWhatTheStoppedOneStillBringsIsNotTakenForTheNew() {
      scene.answers.put("old", _ -> new Outcome.Single(Map.of("data", "old")));
      scene.answers.put(
          "slow",
          _ -> {
            scene.complete("1");
            scene.subscribe("1", "new");
            return new Outcome.Single(Map.of("data", "old"));
          });
      scene.answers.put("new", _ -> new Outcome.Single(Map.of("data", "new")));
      scene.subscribe("1", "slow");
      scene.runCalls();
      assertThat(scene.seen)
          .containsExactly(Scene.next("1", "{\"data\":\"new\"}"), Scene.completed("1"));
    }
  }

  @Nested
  class TooMany {

    @Test
    void stoppedButRunningOnesCount() {
      Scene narrow = new Scene(WsSettings.defaults().withMaxOperations(1)).acknowledged();
      narrow.subscribe("1", "hello");
      narrow.complete("1");
      narrow.subscribe("2", "hello");
      assertThat(narrow.seen).hasSize(1);
      assertThat(narrow.seen.getFirst())
          .startsWith("{\"id\":\"2\",\"type\":\"error\"")
          .contains("RATE_LIMITED");
      narrow.runCalls();
      narrow.subscribe("2", "hello");
      narrow.runCalls();
      assertThat(narrow.seen).hasSize(3).endsWith(Scene.completed("2"));
    }

    @Test
    void endedOnesDoNot() {
      Scene narrow = new Scene(WsSettings.defaults().withMaxOperations(1)).acknowledged();
      for (int i = 0; i < 5; i++) {
        narrow.subscribe("1", "hello");
        narrow.runCalls();
      }
      assertThat(narrow.seen).hasSize(10);
    }

    @Test
    void forTheExecutorIsAnErrorOfThatOperationAlone() {
      scene.full = true;
      scene.subscribe("1", "hello");
      assertThat(scene.seen).hasSize(1);
      assertThat(scene.seen.getFirst()).contains("\"error\"", "INTERNAL");
      scene.full = false;
      scene.subscribe("1", "hello");
      scene.runCalls();
      assertThat(scene.seen).hasSize(3);
    }
  }

  @Nested
  class InTheOlderProtocol {

    private final Scene older = new Scene(WsSettings.defaults(), WsSubprotocol.GRAPHQL_WS);

    @Test
    void whatWaitsForTheAckCanBeStopped() {
      older.connection.onText(Scene.INIT);
      older.connection.onText(start("1"));
      older.connection.onText(start("2"));
      older.connection.onText("{\"id\":\"1\",\"type\":\"stop\"}");
      older.runCalls();
      assertThat(older.asked).containsExactly("opened", "connect", "start hello");
      assertThat(older.seen).endsWith(Scene.completed("2"));
    }

    @Test
    void whatWaitsForTheAckIsDroppedWithARefusal() {
      older.admission = _ -> new Admission.Refused("no");
      older.connection.onText(Scene.INIT);
      older.connection.onText(start("1"));
      older.runCalls();
      assertThat(older.asked).containsExactly("opened", "connect", "closed");
      assertThat(older.seen)
          .containsExactly(
              "{\"type\":\"connection_error\",\"payload\":{\"message\":\"no\"}}", "4403 no");
    }

    private static String start(String id) {
      return "{\"id\":\"%s\",\"type\":\"start\",\"payload\":{\"query\":\"hello\"}}".formatted(id);
    }
  }
}
