package io.buddychat.graphql.ws;

import static io.buddychat.graphql.ws.Scene.INIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.HandStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How a connection ends, and what it leaves behind: nothing.
class ConnectionEndTest {

  private static final String PING = "{\"type\":\"ping\"}";
  private static final Duration LONG = Duration.ofDays(1);
  private static final WsSettings NO_PINGS = WsSettings.defaults().withPingInterval(Duration.ZERO);

  @Nested
  class Shutdown {

    @Test
    void anIdleSocketClosesAtOnce() {
      Scene scene = new Scene().acknowledged();
      HandStream ticks = HandStream.open();
      scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
      scene.subscribe("1", "ticks");
      scene.runCalls();
      scene.connection.closeForShutdown(Duration.ofSeconds(10));
      assertThat(scene.seen).containsExactly("1012 Service restart");
      assertThat(ticks.cancelled()).isEqualTo(1);
    }

    @Test
    void whatRunsMayFinishAndNothingNewBegins() {
      Scene scene = new Scene().acknowledged();
      scene.subscribe("1", "send");
      scene.connection.closeForShutdown(Duration.ofSeconds(10));
      scene.subscribe("2", "send");
      assertThat(scene.seen).isEmpty();
      scene.runCalls();
      assertThat(scene.seen)
          .containsExactly(
              Scene.next("1", "{\"data\":{}}"), Scene.completed("1"), "1012 Service restart");
      assertThat(scene.asked).containsExactly("start send", "closed");
    }

    @Test
    void whoIsStillBeingAdmittedIsNotWaitedFor() {
      Scene scene = new Scene();
      scene.connection.onText(INIT);
      scene.connection.closeForShutdown(Duration.ofSeconds(10));
      scene.runCalls();
      assertThat(scene.seen).containsExactly("1012 Service restart");
    }

    @Test
    void whatTakesTooLongIsNotWaitedFor() {
      Scene scene = new Scene(NO_PINGS).acknowledged();
      scene.subscribe("1", "send");
      scene.connection.closeForShutdown(Duration.ofSeconds(10));
      scene.timers.pass(Duration.ofSeconds(10));
      assertThat(scene.seen).containsExactly("1012 Service restart");
    }
  }

  @Nested
  class Leaving {

    @Test
    void nothingIsSaidOnceTheSocketIsGone() {
      Scene scene = new Scene().acknowledged();
      scene.subscribe("1", "hello");
      scene.connection.onClosed();
      scene.connection.onText(PING);
      scene.connection.onText("rubbish");
      scene.connection.revoke();
      scene.runCalls();
      scene.timers.pass(LONG);
      assertThat(scene.seen).isEmpty();
    }

    @Test
    void theWorldHearsOfItOnceAndLast() {
      Scene scene = new Scene();
      scene.connection.onText(INIT);
      scene.connection.onClosed();
      scene.connection.onClosed();
      assertThat(scene.asked).containsExactly("opened");
      scene.runCalls();
      assertThat(scene.asked).containsExactly("opened", "connect", "closed");
      assertThat(scene.seen).isEmpty();
    }

    @Test
    void aRunningRequestReturnsBeforeTheWorldHearsOfIt() {
      Scene scene = new Scene().acknowledged();
      scene.answers.put(
          "login",
          cancellation -> {
            scene.connection.onClosed();
            scene.asked.add("logged in, cancelled: " + cancellation.requested());
            return new Outcome.Single(Map.of());
          });
      scene.subscribe("1", "login");
      scene.runCalls();
      assertThat(scene.asked)
          .containsExactly("start login", "logged in, cancelled: true", "closed");
    }

    @Test
    void aSocketThatThrowsIsGivenUp() {
      Scene scene = new Scene().acknowledged();
      HandStream ticks = HandStream.open();
      scene.answers.put("ticks", _ -> new Outcome.Stream(ticks));
      scene.subscribe("1", "ticks");
      scene.runCalls();
      scene.onSend =
          _ -> {
            throw new IllegalStateException("broken");
          };
      ticks.emit(Map.of());
      assertThat(scene.seen).containsExactly(Scene.next("1", "{}"), "1011 Internal error");
      assertThat(ticks.cancelled()).isEqualTo(1);
      assertThat(scene.asked).containsExactly("start ticks", "closed");
    }
  }
}
