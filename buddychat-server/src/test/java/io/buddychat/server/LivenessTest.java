package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private final HandFrames frames = new HandFrames();
  private final HandTimers timers = new HandTimers();
  private final Liveness liveness = new Liveness(frames, timers, Duration.ofSeconds(24));

  @BeforeEach
  void start() {
    liveness.start();
  }

  @Test
  void whoSaysSomethingIsNotAsked() {
    for (int i = 0; i < 3; i++) {
      liveness.heard();
      timers.fire();
    }
    assertThat(frames.events()).isEmpty();
  }

  @Test
  void whoIsSilentIsAskedAndThenCutOff() {
    timers.fire();
    assertThat(frames.events()).containsExactly("ping");
    timers.fire();
    assertThat(frames.events()).containsExactly("ping", "abort");
    assertThat(timers.isIdle()).isTrue();
  }

  @Test
  void whoAnswersMayBeSilentAgain() {
    timers.fire();
    liveness.heard();
    timers.fire();
    timers.fire();
    assertThat(frames.events()).containsExactly("ping", "ping");
  }

  @Test
  void nobodyIsAskedWhenItIsOver() {
    liveness.stop();
    liveness.start();
    assertThat(timers.isIdle()).isTrue();
  }
}
