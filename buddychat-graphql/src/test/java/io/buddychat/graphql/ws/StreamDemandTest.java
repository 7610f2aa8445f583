package io.buddychat.graphql.ws;

import static io.buddychat.graphql.ws.Scene.recording;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.HandStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How much a stream is asked for, and how it ends when something is wrong with it.
class StreamDemandTest {

  private final Scene scene = new Scene(WsSettings.defaults().withWindow(4)).acknowledged();
  private final HandStream ticks = HandStream.open();

  StreamDemandTest() {
    scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
    scene.subscribe("1", "ticks");
    scene.runCalls();
  }

  @Test
  void aStreamIsAskedForAWindowAndForMoreOnlyAsItsFramesAreWritten() {
    assertThat(ticks.demand()).isEqualTo(4);
    for (int i = 0; i < 10; i++) {
      ticks.emit(Map.of("n", i));
    }
    assertThat(scene.seen).hasSize(4);
    scene.write(1);
    assertThat(scene.seen).hasSize(4);
    scene.write(1);
    assertThat(scene.seen).hasSize(6);
    scene.write(4);
    assertThat(scene.seen).hasSize(10);
    assertThat(ticks.demand()).isZero();
    scene.write(4);
    assertThat(ticks.demand()).isEqualTo(4);
  }

  @Test
  void eachStreamHasItsOwnWindow() {
    HandStream others = HandStream.open();
    scene.answers.put("others", _ -> new Outcome.Stream(others));
    scene.subscribe("2", "others");
    scene.runCalls();
    for (int i = 0; i < 10; i++) {
      ticks.emit(Map.of());
    }
    others.emit(Map.of());
    assertThat(scene.seen).hasSize(5).endsWith(Scene.next("2", "{}"));
  }

  @Test
  void aWindowOfOneWaitsForEachFrame() {
    Scene narrow = new Scene(WsSettings.defaults().withWindow(1)).acknowledged();
    narrow.answers.put("ticks", _ -> new Outcome.Stream(ticks));
    narrow.subscribe("1", "ticks");
    narrow.runCalls();
    ticks.emit(Map.of());
    ticks.emit(Map.of());
    assertThat(narrow.seen).hasSize(1);
    narrow.write(narrow.unwritten());
    assertThat(narrow.seen).hasSize(2);
  }

  @Test
  void aSocketThatWritesAtOnceIsServedToTheEnd() {
    Scene quick = new Scene(WsSettings.defaults().withWindow(4)).acknowledged();
    quick.onSend = _ -> quick.write(1);
    List<Map<String, @Nullable Object>> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(Map.of("n", i));
    }
    quick.answers.put("many", _ -> new Outcome.Stream(HandStream.of(many)));
    quick.subscribe("1", "many");
    quick.runCalls();
    assertThat(quick.seen).hasSize(1_001).endsWith(Scene.completed("1"));
    assertThat(quick.seen.get(500)).isEqualTo(Scene.next("1", "{\"n\":500}"));
  }

  @Test
  void framesWrittenAfterTheEndAskForNothing() {
    ticks.emit(Map.of());
    ticks.emit(Map.of());
    ticks.complete();
    scene.write(2);
    assertThat(scene.seen).endsWith(Scene.completed("1"));
  }

  @Test
  void aStreamThatBringsMoreThanAskedForIsStopped() {
    List<String> told = new ArrayList<>();
    scene.answers.put(
        "flood",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  subscriber.onSubscribe(recording(told));
                  for (int i = 0; i < 10; i++) {
                    subscriber.onNext(Map.of());
                  }
                }));
    scene.subscribe("2", "flood");
    scene.runCalls();
    assertThat(told).containsExactly("request 4", "cancel");
    assertThat(scene.seen).hasSize(5);
    assertThat(scene.seen.getLast()).contains("\"error\"", "INTERNAL");
  }

  @Test
  void aPayloadThatIsNoJsonEndsItsStream() {
    ticks.emit(Map.of("insides", new Object()));
    assertThat(scene.seen).hasSize(1);
    assertThat(scene.seen.getFirst()).contains("\"error\"", "INTERNAL").doesNotContain("Object");
    assertThat(ticks.cancelled()).isEqualTo(1);
  }

  @Test
  void aStreamThatCannotBeSubscribedToIsAnError() {
    scene.answers.put(
        "broken",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  throw new IllegalStateException("broken");
                }));
    scene.subscribe("2", "broken");
    scene.runCalls();
    assertThat(scene.seen).hasSize(1);
    assertThat(scene.seen.getFirst()).contains("\"error\"", "INTERNAL").doesNotContain("broken");
  }

  @Test
  void aSecondSubscriptionIsCancelled() {
    List<String> told = new ArrayList<>();
    List<String> toldSecond = new ArrayList<>();
    scene.answers.put(
        "twice",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  subscriber.onSubscribe(recording(told));
                  subscriber.onSubscribe(recording(toldSecond));
                }));
    scene.subscribe("2", "twice");
    scene.runCalls();
    assertThat(told).containsExactly("request 4");
    assertThat(toldSecond).containsExactly("cancel");
  }

  @Test
  void aStreamMayEndWithErrorsOfItsOwn() {
    ticks.fail(
        StreamFailure.withErrors(
            List.of(
                Map.of("message", "Read anew", "extensions", Map.of("code", "RESYNC_REQUIRED")))));
    assertThat(scene.seen).hasSize(1);
    assertThat(scene.seen.getFirst()).contains("\"error\"", "Read anew", "RESYNC_REQUIRED");
    scene.complete("1");
    assertThat(scene.seen).hasSize(1);
  }

  @Test
  void errorsThatAreNoJsonHarmNobodyElse() {
    scene.answers.put("odd", _ -> new Outcome.Rejected(List.of(Map.of("message", new Object()))));
    scene.subscribe("2", "odd");
    scene.runCalls();
    ticks.fail(StreamFailure.withErrors(List.of(Map.of("message", new Object()))));
    assertThat(scene.seen).hasSize(2).allMatch(text -> text.contains("INTERNAL"));
  }

  @Test
  void aStreamMayCloseTheSocket() {
    ticks.fail(StreamFailure.closingSocket(WsCloseCode.TRY_AGAIN_LATER, "Slow consumer"));
    assertThat(scene.seen).containsExactly("1013 Slow consumer");
  }

  @Test
  void aStreamThatThrowsWhenAskedForMoreDoesNotHarmTheOthers() {
    scene.answers.put(
        "lame",
        _ ->
            new Outcome.Stream(
                subscriber ->
                    subscriber.onSubscribe(
                        new Flow.Subscription() {
                          @Override
                          public void request(long n) {
                            throw new IllegalStateException("lame");
                          }

                          @Override
                          public void cancel() {}
                        })));
    scene.subscribe("2", "lame");
    scene.runCalls();
    ticks.emit(Map.of());
    assertThat(scene.seen).hasSize(2).endsWith(Scene.next("1", "{}"));
    assertThat(scene.seen.getFirst()).contains("\"id\":\"2\",\"type\":\"error\"");
  }
}
