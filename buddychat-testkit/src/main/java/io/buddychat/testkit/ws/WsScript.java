package io.buddychat.testkit.ws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a server under test answers, and a test's hand on it.
///
/// | document | answer |
/// |---|---|
/// | `{ hello }` | "world" |
/// | `{ broken }` | null, with an error at that path |
/// | `{ missing }` | refused as a whole, by two errors |
/// | `{ crash }` | an exception |
/// | `{ wait }` | held back until [#release], then "released" |
/// | `subscription ($to: Int!) { count(to: $to) }` | 1, 2, … `to` |
/// | `subscription { ticks }` | whatever [#ticks] is told to emit |
///
/// An introduction with `{"token": "bad"}` is refused, one with `{"token": "slow"}` is held back
/// until [#release], any other accepted; `{"token": "greet"}` gets a greeting with the
/// acknowledgement.
public final class WsScript {

  /// The text of the exception by `{ crash }`: no client may ever read it.
  public static final String SECRET = "the secret of jdbc:h2:mem";

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final HandStream ticks = HandStream.open();

  /// What becomes of a request.
  public sealed interface Answer {

    /// It is refused as a whole.
    record Errors(List<Map<String, @Nullable Object>> errors) implements Answer {}

    /// It has this one result.
    record Result(Map<String, @Nullable Object> result) implements Answer {}

    /// It streams.
    record Events(Flow.Publisher<Map<String, @Nullable Object>> payloads) implements Answer {}
  }

  /// For the server: whether a client with this introduction may come in. May block.
  public boolean admits(Map<String, @Nullable Object> initPayload) {
    Object token = initPayload.get("token");
    if ("slow".equals(token)) {
      hold();
    }
    return !"bad".equals(token);
  }

  /// For the server: what to tell a client that may come in.
  public Map<String, @Nullable Object> greeting(Map<String, @Nullable Object> initPayload) {
    return "greet".equals(initPayload.get("token")) ? Map.of("greeting", "hello") : Map.of();
  }

  /// For the server: what to answer. May block, and may throw.
  public Answer answer(String query, Map<String, @Nullable Object> variables) {
    if (query.contains("hello")) {
      return new Answer.Result(data("hello", "world"));
    }
    if (query.contains("broken")) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("data", Collections.singletonMap("broken", null));
      result.put("errors", List.of(Map.of("message", "It broke", "path", List.of("broken"))));
      return new Answer.Result(result);
    }
    if (query.contains("crash")) {
      throw new IllegalStateException(SECRET);
    }
    if (query.contains("wait")) {
      hold();
      return new Answer.Result(data("wait", "released"));
    }
    if (query.contains("count") && variables.get("to") instanceof Integer to) {
      return new Answer.Events(
          HandStream.of(
              IntStream.rangeClosed(1, to)
                  .mapToObj(number -> data("count", number))
                  .collect(Collectors.toList())));
    }
    if (query.contains("ticks")) {
      return new Answer.Events(ticks);
    }
    return new Answer.Errors(
        List.of(Map.of("message", "No such field"), Map.of("message", "Nor any other")));
  }

  /// For the test: the stream behind `ticks`.
  public HandStream ticks() {
    return ticks;
  }

  /// For the test: waits until the server holds an answer back.
  public void awaitHeld() {
    await(reached);
  }

  /// For the test: lets go what is held back, and what would be.
  public void release() {
    released.countDown();
  }

  /// `{"data": {field: value}}`
  public static Map<String, @Nullable Object> data(String field, Object value) {
    return Map.of("data", Map.of(field, value));
  }

  private void hold() {
    reached.countDown();
    await(released);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
