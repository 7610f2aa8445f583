package io.buddychat.graphql.ws;

import static io.buddychat.graphql.ws.Scene.recording;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.HandStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The client completes an operation, at every moment of its life. Afterwards nothing is said of
/// it.
class CompleteRacesTest {

  private final Scene scene = new Scene().acknowledged();
  private final HandStream ticks = HandStream.open();

  CompleteRacesTest() {
    scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
  }

  @Test
  void beforeTheQueryHasBegun() {
    scene.subscribe("1", "hello");
    scene.complete("1");
    scene.runCalls();
    assertThat(scene.seen).isEmpty();
    assertThat(scene.asked).isEmpty();
  }

  @Test
  void whileTheQueryRuns() {
    AtomicBoolean told = new AtomicBoolean();
    scene.answers.put(
        "hello",
        cancellation -> {
          cancellation.whenRequested(() -> told.set(true));
          scene.complete("1");
          return new Outcome.Single(Map.of());
        });
    scene.subscribe("1", "hello");
    scene.runCalls();
    assertThat(scene.seen).isEmpty();
    assertThat(told).isTrue();
  }

  @Test
  void whileTheQueryFails() {
    scene.answers.put(
        "hello",
        _ -> {
          scene.complete("1");
          throw new IllegalStateException();
        });
    scene.subscribe("1", "hello");
    scene.runCalls();
    assertThat(scene.seen).isEmpty();
  }

  @Test
  void whileTheDocumentIsRefused() {
    scene.answers.put(
        "hello",
        _ -> {
          scene.complete("1");
          return new Outcome.Rejected(List.of(Map.of("message", "no")));
        });
    scene.subscribe("1", "hello");
    scene.runCalls();
    assertThat(scene.seen).isEmpty();
  }

  @Test
  void betweenTheResultAndItsComplete() {
    scene.onSend = _ -> scene.complete("1");
    scene.subscribe("1", "hello");
    scene.runCalls();
    assertThat(scene.seen).containsExactly(Scene.next("1", "{\"data\":{}}"), Scene.completed("1"));
  }

  @Test
  void beforeTheStreamIsSubscribedTo() {
    scene.answers.put(
        "ticks",
        _ -> {
          scene.complete("1");
          return new Outcome.Stream(
              subscriber -> {
                throw new AssertionError("nobody wants it any more");
              });
        });
    scene.subscribe("1", "ticks");
    scene.runCalls();
    assertThat(scene.seen).isEmpty();
  }

  @Test
  void beforeTheStreamHasASubscription() {
    List<String> told = new ArrayList<>();
    scene.answers.put(
        "ticks",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  scene.complete("1");
                  subscriber.onSubscribe(recording(told));
                }));
    scene.subscribe("1", "ticks");
    scene.runCalls();
    assertThat(told).containsExactly("cancel");
    assertThat(scene.seen).isEmpty();
  }

  @Test
  void whileTheStreamEmits() {
    scene.subscribe("1", "ticks");
    scene.runCalls();
    scene.onSend = _ -> scene.complete("1");
    ticks.emit(Map.of("n", 1));
    ticks.emit(Map.of("n", 2));
    assertThat(scene.seen).containsExactly(Scene.next("1", "{\"n\":1}"));
    assertThat(ticks.cancelled()).isEqualTo(1);
  }

  /// The stream has handed out a result before it could know, but it comes second in line.
  @Test
  void whileTheNextResultIsOnItsWay() {
    List<Flow.Subscriber<? super Map<String, @Nullable Object>>> subscribers = new ArrayList<>();
    scene.answers.put(
        "ticks",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  subscribers.add(subscriber);
                  subscriber.onSubscribe(recording(new ArrayList<>()));
                }));
    scene.subscribe("1", "ticks");
    scene.runCalls();
    scene.onSend =
        _ -> {
          scene.complete("1");
          subscribers.getFirst().onNext(Map.of("n", 2));
          subscribers.getFirst().onComplete();
        };
    subscribers.getFirst().onNext(Map.of("n", 1));
    assertThat(scene.seen).containsExactly(Scene.next("1", "{\"n\":1}"));
  }

  @Test
  void andTheStreamGoesOnRegardless() {
    List<String> told = new ArrayList<>();
    List<Flow.Subscriber<? super Map<String, @Nullable Object>>> deaf = new ArrayList<>();
    scene.answers.put(
        "ticks",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  deaf.add(subscriber);
                  subscriber.onSubscribe(recording(told));
                }));
    scene.subscribe("1", "ticks");
    scene.runCalls();
    scene.complete("1");
    deaf.getFirst().onNext(Map.of());
    deaf.getFirst().onComplete();
    deaf.getFirst().onError(new IllegalStateException());
    assertThat(told).containsExactly("request 64", "cancel");
    assertThat(scene.seen).isEmpty();
  }

  @Test
  void twice() {
    scene.subscribe("1", "ticks");
    scene.runCalls();
    scene.complete("1");
    scene.complete("1");
    assertThat(scene.seen).isEmpty();
    assertThat(ticks.cancelled()).isEqualTo(1);
  }
}
