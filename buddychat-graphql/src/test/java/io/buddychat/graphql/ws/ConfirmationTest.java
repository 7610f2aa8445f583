package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The message of the older protocol that a subscription has begun.
class ConfirmationTest {

  private static final String CONFIRMED =
      "{\"id\":\"1\",\"type\":\"data\",\"payload\":{\"data\":null,\"errors\":null}}";

  private static final WsSettings SETTINGS =
      WsSettings.defaults().withWindow(4).withOlderConfirmation(nothing());

  private static Map<String, @Nullable Object> nothing() {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("data", null);
    payload.put("errors", null);
    return payload;
  }

  private final List<String> told = new ArrayList<>();
  private final List<Flow.Subscriber<? super Map<String, @Nullable Object>>> subscribers =
      new ArrayList<>();

  private Scene streaming(WsSettings settings, WsSubprotocol subprotocol, String start) {
    Scene scene = new Scene(settings, subprotocol).acknowledged();
    scene.answers.put(
        "ticks",
        _ ->
            new Outcome.Stream(
                subscriber -> {
                  subscribers.add(subscriber);
                  subscriber.onSubscribe(Scene.recording(told));
                }));
    for (String query : List.of("ticks", "hello")) {
      scene.connection.onText(
          "{\"id\":\"%s\",\"type\":\"%s\",\"payload\":{\"query\":\"%s\"}}"
              .formatted(query.equals("ticks") ? "1" : "2", start, query));
      scene.runCalls();
    }
    return scene;
  }

  @Test
  void itComesFirstAndOnceAndForStreamsAlone() {
    Scene scene = streaming(SETTINGS, WsSubprotocol.GRAPHQL_WS, "start");
    assertThat(scene.seen.getFirst()).isEqualTo(CONFIRMED);
    assertThat(scene.seen)
        .hasSize(3)
        .noneMatch(frame -> frame.contains("\"2\",\"type\":\"data\",\"payload\":{\"data\":null"));
    subscribers.getFirst().onNext(Map.of("data", 1));
    assertThat(scene.seen).hasSize(4).last().asString().contains("\"payload\":{\"data\":1}");
  }

  @Test
  void itIsNoEventOfTheStreamsWindow() {
    Scene scene = streaming(SETTINGS, WsSubprotocol.GRAPHQL_WS, "start");
    assertThat(told).containsExactly("request 4");
    scene.write(scene.unwritten());
    for (int i = 0; i < 2; i++) {
      assertThat(told).containsExactly("request 4");
      subscribers.getFirst().onNext(Map.of("data", i));
      scene.write(1);
    }
    assertThat(told).containsExactly("request 4", "request 2");
  }

  @Test
  void todaysProtocolHasNone() {
    Scene scene = streaming(SETTINGS, WsSubprotocol.GRAPHQL_TRANSPORT_WS, "subscribe");
    assertThat(scene.seen).hasSize(2).allMatch(frame -> frame.startsWith("{\"id\":\"2\""));
  }

  @Test
  void withoutTheSettingThereIsNone() {
    Scene scene = streaming(WsSettings.defaults(), WsSubprotocol.GRAPHQL_WS, "start");
    assertThat(scene.seen).hasSize(2).allMatch(frame -> frame.startsWith("{\"id\":\"2\""));
  }
}
