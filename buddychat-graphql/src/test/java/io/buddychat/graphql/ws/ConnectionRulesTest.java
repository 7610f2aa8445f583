package io.buddychat.graphql.ws;

import static io.buddychat.graphql.ws.Scene.ACK;
import static io.buddychat.graphql.ws.Scene.INIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Who may say what, and when: what the contracts cannot reach, because it takes a hand on the
/// clock or on the threads.
class ConnectionRulesTest {

  private static final String PING = "{\"type\":\"ping\"}";
  private static final Duration LONG = Duration.ofDays(1);
  private static final WsSettings NO_PINGS = WsSettings.defaults().withPingInterval(Duration.ZERO);

  @Nested
  class ComingIn {

    @Test
    void theInitMayComeInTheLastMoment() {
      Scene scene = new Scene();
      scene.timers.pass(Duration.ofMillis(2_999));
      assertThat(scene.seen).isEmpty();
      scene.connection.onText(INIT);
      scene.timers.pass(LONG);
      scene.runCalls();
      assertThat(scene.seen).containsExactly(ACK);
    }

    @Test
    void aPingIsNoIntroduction() {
      Scene scene = new Scene();
      scene.connection.onText(PING);
      scene.timers.pass(Duration.ofSeconds(3));
      assertThat(scene.seen)
          .containsExactly("{\"type\":\"pong\"}", "4408 Connection initialisation timeout");
    }

    @Test
    void withoutATimeoutAClientMayTakeForEver() {
      Scene scene = new Scene(NO_PINGS.withInitTimeout(Duration.ZERO));
      scene.timers.pass(LONG);
      scene.connection.onText(INIT);
      scene.runCalls();
      assertThat(scene.seen).containsExactly(ACK);
    }

    @Test
    void subscribingFromWithinTheAckIsNotTooEarly() {
      Scene scene = new Scene();
      scene.onSend =
          text -> {
            if (text.equals(ACK)) {
              scene.subscribe("1", "hello");
            }
          };
      scene.connection.onText(INIT);
      scene.runCalls();
      assertThat(scene.seen)
          .containsExactly(ACK, Scene.next("1", "{\"data\":{}}"), Scene.completed("1"));
    }

    @Test
    void ofTwoInitsNeitherIsAcknowledged() {
      Scene scene = new Scene();
      scene.connection.onText(INIT);
      scene.connection.onText(INIT);
      scene.runCalls();
      assertThat(scene.seen).containsExactly("4429 Too many initialisation requests");
    }

    @Test
    void aRefusalIsToldInTheCloseFrame() {
      Scene scene = new Scene();
      scene.admission = _ -> new Admission.Refused("ü".repeat(100));
      scene.connection.onText(INIT);
      scene.runCalls();
      assertThat(scene.seen).containsExactly("4403 " + "ü".repeat(61));
    }

    @Test
    void whoCannotBeJudgedNowMayComeAgain() {
      Scene scene = new Scene();
      scene.admission =
          _ -> {
            throw new IllegalStateException("the database is down");
          };
      scene.connection.onText(INIT);
      scene.runCalls();
      assertThat(scene.seen).containsExactly("1013 Try again later");
      assertThat(scene.asked).containsExactly("opened", "connect", "closed");
    }

    @Test
    void aServerWithoutThreadsAsksToComeAgain() {
      Scene scene = new Scene();
      scene.full = true;
      scene.connection.onText(INIT);
      assertThat(scene.seen).containsExactly("1013 Try again later");
      assertThat(scene.asked).containsExactly("opened", "closed");
    }
  }

  @Nested
  class SignsOfLife {

    @Test
    void theServerPingsOnlyAfterTheAck() {
      Scene scene = new Scene();
      scene.connection.onText(INIT);
      scene.timers.pass(Duration.ofSeconds(60));
      assertThat(scene.seen).isEmpty();
      scene.runCalls();
      assertThat(scene.seen).containsExactly(ACK);
      scene.timers.pass(Duration.ofSeconds(30));
      assertThat(scene.seen).containsExactly(ACK, PING, PING);
    }

    @Test
    void aClosedConnectionLeavesNoTimerBehind() {
      Scene scene = new Scene().acknowledged();
      scene.connection.expireAfter(LONG);
      assertThat(scene.timers.waiting()).isEqualTo(2);
      scene.connection.onClosed();
      assertThat(scene.timers.waiting()).isZero();
      scene.connection.expireAfter(LONG);
      assertThat(scene.timers.waiting()).isZero();
    }

    @Test
    void theOlderProtocolBeginsWithOne() {
      Scene scene = new Scene(WsSettings.defaults(), WsSubprotocol.GRAPHQL_WS);
      scene.connection.onText(INIT);
      scene.runCalls();
      scene.timers.pass(Duration.ofSeconds(15));
      assertThat(scene.seen).containsExactly(ACK, "{\"type\":\"ka\"}", "{\"type\":\"ka\"}");
    }

    /// A client that never saw one never misses one.
    @Test
    void withoutPingsTheOlderProtocolHasNone() {
      Scene scene = new Scene(NO_PINGS, WsSubprotocol.GRAPHQL_WS);
      scene.connection.onText(INIT);
      scene.runCalls();
      scene.timers.pass(LONG);
      assertThat(scene.seen).containsExactly(ACK);
    }
  }

  @Nested
  class Tokens {

    @Test
    void whenTheTokenExpiresTheSocketCloses() {
      Scene scene = new Scene(NO_PINGS);
      scene.admission = _ -> new Admission.Accepted(Map.of(), Optional.of(Duration.ofMinutes(50)));
      scene.acknowledged();
      scene.timers.pass(Duration.ofMinutes(50).minusMillis(1));
      assertThat(scene.seen).isEmpty();
      scene.timers.pass(Duration.ofMillis(1));
      assertThat(scene.seen).containsExactly("4403 Token expired");
    }

    @Test
    void aNewTokenBringsANewTime() {
      Scene scene = new Scene(NO_PINGS).acknowledged();
      scene.connection.expireAfter(Duration.ofMinutes(5));
      scene.connection.expireAfter(Duration.ofMinutes(50));
      scene.timers.pass(Duration.ofMinutes(49));
      assertThat(scene.seen).isEmpty();
      scene.timers.pass(Duration.ofMinutes(1));
      assertThat(scene.seen).containsExactly("4403 Token expired");
    }

    @Test
    void othersMayEndIt() {
      Scene expired = new Scene().acknowledged();
      expired.connection.expire();
      expired.connection.revoke();
      assertThat(expired.seen).containsExactly("4403 Token expired");
      Scene revoked = new Scene().acknowledged();
      revoked.connection.revoke();
      assertThat(revoked.seen).containsExactly("4403 Session ended");
      Scene overloaded = new Scene().acknowledged();
      overloaded.connection.closeForOverload("Too many sockets");
      assertThat(overloaded.seen).containsExactly("1013 Too many sockets");
    }
  }

  @Nested
  class Bounds {

    @Test
    void aTextThatIsTooLongClosesWith1009() {
      Scene scene = new Scene(WsSettings.defaults().withMaxTextLength(15));
      scene.connection.onText(PING);
      scene.connection.onText(PING + " ");
      assertThat(scene.seen).containsExactly("{\"type\":\"pong\"}", "1009 Message is too long");
    }

    @Test
    void anIdThatIsTooLongClosesWith4400() {
      Scene scene = new Scene().acknowledged();
      scene.subscribe("x".repeat(256), "hello");
      scene.subscribe("x".repeat(257), "hello");
      assertThat(scene.seen).containsExactly("4400 'id' must be at most 256 characters long");
    }

    @Test
    void reasonsFitIntoACloseFrame() {
      Scene scene = new Scene().acknowledged();
      scene.subscribe("😀".repeat(100), "hello");
      scene.subscribe("😀".repeat(100), "hello");
      String seen = scene.seen.getFirst();
      assertThat(seen).startsWith("4409 Subscriber for 😀");
      assertThat(seen.substring(5).getBytes(StandardCharsets.UTF_8)).hasSizeBetween(120, 123);
      assertThat(seen).endsWith("😀");
    }
  }
}
