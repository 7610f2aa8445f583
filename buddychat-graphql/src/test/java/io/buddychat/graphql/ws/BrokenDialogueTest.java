package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.buddychat.testkit.ws.BrokenDialogue;
import io.buddychat.testkit.ws.HandStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Thousands of dialogues that go wrong somewhere. A client's own view of the wire, which knows
/// nothing of the server's state, says with which code each has to be closed and when nothing more
/// may come; at the end nothing may be left.
///
/// `-Dbuddychat.dialogues=200000` plays more of them. A failure names its seed.
class BrokenDialogueTest {

  private static final int DIALOGUES = Integer.getInteger("buddychat.dialogues", 20_000);
  private static final List<String> DOCUMENTS = List.of("hello", "ticks", "few", "refused");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Little room and few places, so that they are often used up.
  private static final WsSettings NARROW =
      WsSettings.defaults()
          .withWindow(3)
          .withMaxOperations(4)
          .withMaxUnread(400)
          .withMaxTextLength(1_200);

  @Test
  void eachIsClosedByTheRulesAndLeavesNothing() {
    int closed = 0;
    int answered = 0;
    for (long seed = 1; seed <= DIALOGUES; seed++) {
      Play play = new Play(seed, WsSubprotocol.GRAPHQL_TRANSPORT_WS);
      try {
        play.run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("dialogue of seed " + seed + ": " + play.scene.seen, e);
      }
      closed += play.expected.isPresent() ? 1 : 0;
      answered += play.answers;
    }
    assertThat(closed).as("dialogues that broke a rule").isBetween(DIALOGUES / 4, DIALOGUES - 1);
    assertThat(answered).as("messages that came back").isGreaterThan(DIALOGUES);
  }

  @Test
  void inTheOlderProtocolTooNothingIsLeft() {
    for (long seed = 1; seed <= DIALOGUES / 4; seed++) {
      Play play = new Play(seed, WsSubprotocol.GRAPHQL_WS);
      try {
        play.runWithoutJudging();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("dialogue of seed " + seed + ": " + play.scene.seen, e);
      }
    }
  }

  /// One dialogue, and what its client knows.
  private static final class Play {

    private final Random random;
    private final List<String> messages;
    private final WsSubprotocol subprotocol;
    private final Scene scene;
    private final HandStream ticks = HandStream.open();
    private final Set<String> active = new HashSet<>();
    private boolean introduced;
    private boolean acknowledged;
    private int heard;
    private int answers;
    private Optional<String> expected = Optional.empty();

    Play(long seed, WsSubprotocol subprotocol) {
      this.random = new Random(~seed);
      this.messages = BrokenDialogue.messages(seed, DOCUMENTS);
      this.subprotocol = subprotocol;
      this.scene = new Scene(NARROW, subprotocol);
      Map<String, Object> payload = Map.of("data", "x".repeat(150));
      scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
      scene.answers.put("few", _ -> new Outcome.Stream(HandStream.of(List.of(payload, payload))));
      scene.answers.put(
          "refused", _ -> new Outcome.Rejected(List.of(Map.of("message", "No such field"))));
    }

    void run() {
      for (String message : messages) {
        judge(message);
        scene.connection.onText(message);
        listen();
        for (int i = random.nextInt(4); i > 0; i--) {
          somethingHappens();
          listen();
        }
      }
      readAll();
      leave();
    }

    void runWithoutJudging() {
      for (String message : messages) {
        scene.connection.onText(message);
        somethingHappens();
      }
      leave();
    }

    /// What the rules say to a message, by what was seen on the wire.
    private void judge(String text) {
      if (expected.isPresent()) {
        return;
      }
      if (text.length() > NARROW.maxTextLength()) {
        expected = Optional.of("1009");
        return;
      }
      ClientMessage message;
      try {
        message = subprotocol.dialect().read(text);
      } catch (BadMessage e) {
        expected = Optional.of("4400");
        return;
      }
      switch (message) {
        case ClientMessage.Init _ when introduced -> expected = Optional.of("4429");
        case ClientMessage.Init _ -> introduced = true;
        case ClientMessage.Subscribe _ when !acknowledged -> expected = Optional.of("4401");
        case ClientMessage.Subscribe(var id, _) when active.contains(id) ->
            expected = Optional.of("4409");
        case ClientMessage.Subscribe(var id, _) -> active.add(id);
        case ClientMessage.Complete(var id) -> active.remove(id);
        case ClientMessage.Ping _, ClientMessage.Pong _, ClientMessage.Terminate _ -> {}
      }
    }

    private void somethingHappens() {
      switch (random.nextInt(5)) {
        case 0, 1 -> scene.runCalls();
        case 2 -> scene.write(Math.min(scene.unwritten(), 1 + random.nextInt(4)));
        case 3 -> ticks.emit(Map.of("n", "t".repeat(random.nextInt(300))));
        default -> scene.timers.pass(Duration.ofMillis(random.nextInt(20)));
      }
    }

    /// What has come since, each word of it allowed.
    private void listen() {
      while (heard < scene.seen.size()) {
        String text = scene.seen.get(heard++);
        if (text.startsWith("{")) {
          answers++;
          allow(json(text));
        } else {
          if (expected.isEmpty()) {
            assertThat(text).as("closed without a reason").isEqualTo("1013 Too slow");
            expected = Optional.of("1013");
          }
          assertThat(text).startsWith(expected.get());
          assertThat(scene.seen).as("the close is the last").hasSize(heard);
        }
      }
      if (expected.isPresent()) {
        assertThat(scene.seen.getLast()).as("closed at once").startsWith(expected.get());
      }
    }

    private void allow(JsonNode message) {
      String id = message.path("id").asText();
      switch (message.path("type").asText()) {
        case "connection_ack" -> acknowledged = true;
        case "pong", "ping" -> {}
        case "next" -> assertThat(active).contains(id);
        case "complete" -> assertThat(active.remove(id)).as("complete of " + id).isTrue();
        case "error" -> {
          assertThat(active.remove(id)).as("error of " + id).isTrue();
          assertThat(message.toString()).doesNotContain("INTERNAL");
        }
        default -> throw new AssertionError("what is " + message);
      }
    }

    /// A client that goes on reading gets everything that was kept back for want of room.
    private void readAll() {
      scene.runCalls();
      ticks.complete();
      listen();
      while (scene.unwritten() > 0) {
        scene.write(1);
        listen();
      }
      if (expected.isEmpty()) {
        assertThat(active).as("operations that never ended").isEmpty();
      }
    }

    private void leave() {
      scene.connection.onClosed();
      scene.runCalls();
      ticks.awaitNobody();
      assertThat(scene.timers.waiting()).as("timers").isZero();
      assertThat(scene.asked.stream().filter("closed"::equals)).as("farewells").hasSize(1);
      assertThat(scene.asked).endsWith("closed");
      assertThat(scene.seen).noneMatch(text -> text.startsWith("1011"));
    }

    private static JsonNode json(String text) {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
