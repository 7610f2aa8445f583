package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.buddychat.testkit.client.ScriptedServer.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An inbox against a server that does as it is told.
@Timeout(60)
class InboxTest {

  private static final Pace PACE =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20), 3);
  private static final Duration SOON = Duration.ofMillis(1);

  private static Inbox inbox(ScriptedServer server, Pace pace) {
    return BuddyChatClient.in(Transport.sockets(server), pace)
        .resume(new Tokens("token 0", "r0"))
        .inbox("0", InboxFilter.ALL);
  }

  private static List<String> taken(Inbox inbox, int count) {
    return Stream.generate(inbox::take).limit(count).map(InboxEvent::cursor).toList();
  }

  private static List<String> numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
  }

  private static ScriptedServer first(int events, Script script) {
    return new ScriptedServer(events, (socket, token) -> socket == 1 ? script : Script.GOOD);
  }

  private static ScriptedServer always(Script script) {
    return always(script, 10);
  }

  private static ScriptedServer always(Script script, int events) {
    return new ScriptedServer(events, (socket, token) -> script);
  }

  @Test
  void nothingIsLostOrRepeatedWhereverTheLineIsCutAndForWhateverReason() {
    for (int texts = 0; texts < 12; texts++) {
      for (int code : new int[] {1000, 1001, 1006, 1009, 1011, 1012, 1013, 4401, 4403, 4408}) {
        ScriptedServer server = first(10, Script.closedAfter(texts, code));
        try (Inbox inbox = inbox(server, PACE)) {
          assertThat(taken(inbox, 10)).as("%s after %s", code, texts).isEqualTo(numbers(10));
          assertThat(inbox.poll(Duration.ZERO)).isEmpty();
          assertThat(inbox.trouble()).isEmpty();
          assertThat(server.tokens().size()).isGreaterThan(1);
        }
      }
    }
  }

  @Test
  void aLineThatGivesOneEventEachTimeGivesThemAll() {
    ScriptedServer server = always(Script.closedAfter(3, 1013));
    try (Inbox inbox = inbox(server, PACE)) {
      assertThat(taken(inbox, 10)).isEqualTo(numbers(10));
      assertThat(server.tokens()).hasSize(10);
    }
  }

  @Test
  void aRefusedTokenIsReplacedByANewOne() {
    ScriptedServer server = first(3, Script.closedAfter(4, 4403));
    try (Inbox inbox = inbox(server, PACE)) {
      assertThat(taken(inbox, 3)).isEqualTo(numbers(3));
      assertThat(server.tokens()).containsExactly("token 0", "none", "token 1");
      assertThat(server.refreshed()).isEqualTo(1);
    }
  }

  @Test
  void tokensAreNotReplacedForEverWhenNoneIsGood() {
    ScriptedServer server =
        new ScriptedServer(
            3, (socket, token) -> token.equals("none") ? Script.GOOD : Script.closedAfter(0, 4403));
    try (Inbox inbox = inbox(server, PACE)) {
      assertThatThrownBy(inbox::take)
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
      assertThat(server.refreshed()).isEqualTo(PACE.repeats());
    }
  }

  private static String error(String code) {
    return "{\"type\":\"error\",\"id\":\"1\",\"payload\":[{\"message\":\"No.\",\"extensions\":{\"code\":\"%s\"}}]}"
        .formatted(code);
  }

  @Test
  void aForgottenCursorIsASignalOfItsOwn() {
    try (Inbox inbox = inbox(always(Script.saying(error("RESYNC_REQUIRED"))), PACE)) {
      assertThatThrownBy(inbox::take).isInstanceOf(ResyncRequiredException.class).hasMessage("No.");
      assertThatThrownBy(() -> inbox.poll(SOON)).isInstanceOf(ResyncRequiredException.class);
    }
  }

  @Test
  void whatIsRefusedForGoodIsToldAndNotTriedAgain() {
    ScriptedServer server = always(Script.saying(error("NOT_FOUND")));
    try (Inbox inbox = inbox(server, PACE)) {
      assertThatThrownBy(inbox::take).isInstanceOf(RefusedException.class);
      assertThatThrownBy(inbox::take).isInstanceOf(RefusedException.class);
      assertThat(server.tokens()).hasSize(1);
    }
  }

  @Test
  void aFailureOfTheServerIsTriedAgain() {
    String broken =
        "{\"type\":\"next\",\"id\":\"1\",\"payload\":{\"data\":{\"inbox\":{\"cursor\":\"1\"}},\"errors\":[{\"message\":\"Ours.\",\"extensions\":{\"code\":\"INTERNAL\"}}]}}";
    String complete = "{\"type\":\"complete\",\"id\":\"1\"}";
    for (String text : List.of(error("INTERNAL"), error("RATE_LIMITED"), broken, complete)) {
      ScriptedServer server = first(3, Script.saying(text));
      try (Inbox inbox = inbox(server, PACE)) {
        assertThat(taken(inbox, 3)).as(text).isEqualTo(numbers(3));
        assertThat(server.tokens()).hasSize(2);
      }
    }
  }

  @Test
  void whoSpeaksAnotherLanguageIsNotTriedAgain() {
    for (int code : new int[] {4400, 4406, 4409, 4429}) {
      try (Inbox inbox = inbox(always(Script.closedAfter(1, code)), PACE)) {
        assertThat(catchThrowable(inbox::take)).isInstanceOf(IllegalStateException.class);
      }
    }
    for (String text : List.of(" ", "nonsense", "[]", "{}", "{\"type\":\"data\"}")) {
      try (Inbox inbox = inbox(always(Script.saying(text)), PACE)) {
        assertThat(catchThrowable(inbox::take)).as(text).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void whoTakesNothingIsToldNoMoreThanALittleAhead() {
    ScriptedServer server = always(Script.GOOD, 10_000);
    try (Inbox inbox = inbox(server, PACE)) {
      assertThat(taken(inbox, 1)).isEqualTo(numbers(1));
      assertThat(server.told()).isLessThan(300);
      assertThat(taken(inbox, 9_999).get(9_998)).isEqualTo("10000");
      assertThat(server.tokens()).hasSize(1);
    }
  }

  @Test
  void pingsAreAnsweredWhetherOrNotAnybodyTakes() {
    ScriptedServer server = always(Script.saying("{\"type\":\"ping\"}"));
    try (Inbox inbox = inbox(server, PACE)) {
      assertThat(inbox.poll(SOON)).isEmpty();
      assertThat(server.heard()).containsExactly("pong");
    }
  }

  @Test
  void aLineThatFallsSilentIsAskedForLifeAndThenGivenUp() {
    Pace impatient = new Pace(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(30), 3);
    ScriptedServer server = first(3, Script.silentAfter(3));
    try (Inbox inbox = inbox(server, impatient)) {
      assertThat(taken(inbox, 3)).isEqualTo(numbers(3));
      assertThat(server.heard()).contains("ping");
      assertThat(server.tokens().size()).isGreaterThan(1);
    }
  }

  @Test
  void whoeverWaitsGoesOnAtOnceWhenTheInboxIsClosed() {
    Pace slow = new Pace(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), 3);
    List<Script> waits = List.of(Script.silentAfter(0), Script.GOOD, Script.closedAfter(1, 1013));
    for (Script script : waits) {
      Inbox inbox = inbox(new ScriptedServer(0, (socket, token) -> script), slow);
      CompletableFuture<Optional<InboxEvent>> waiting =
          CompletableFuture.supplyAsync(() -> inbox.poll(Duration.ofDays(1)));
      inbox.close();
      assertThat(waiting.join()).isEmpty();
      inbox.close();
    }
  }

  @Test
  void patienceEndsAlsoWhileThereIsNoLine() {
    Pace slow = new Pace(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), 3);
    try (Inbox inbox = inbox(always(Script.closedAfter(1, 1011)), slow)) {
      assertThat(inbox.poll(SOON)).isEmpty();
      assertThat(inbox.poll(SOON)).isEmpty();
      assertThat(inbox.trouble()).hasValueSatisfying(why -> assertThat(why).contains("1011"));
    }
  }
}
