package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.ws.WsCloseCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

  private final HandFrames frames = new HandFrames();
  private final HandTimers timers = new HandTimers();
  private final OutboundQueue queue =
      new OutboundQueue(
          frames,
          Runnable::run,
          timers,
          new OutboundQueue.Bounds(4, 100, 3, Duration.ofSeconds(10)));

  private void send(String... texts) {
    for (String text : texts) {
      queue.send(text, () -> {});
    }
  }

  @Test
  void oneWriteIsUnderWayAtATime() {
    send("a", "b");
    assertThat(frames.unfinished()).isEqualTo(1);
    frames.finish();
    assertThat(frames.unfinished()).isEqualTo(1);
  }

  @Test
  void whatGathersMeanwhileIsOneWrite() {
    send("a", "b", "c", "d");
    frames.finish();
    frames.finish();
    assertThat(frames.events()).containsExactly("a", "b c d");
  }

  @Test
  void aWriteHasABound() {
    send("a", "b", "c", "d", "e");
    frames.finish();
    frames.finish();
    assertThat(frames.events()).containsExactly("a", "b c d", "e");
  }

  @Test
  void eachFrameIsReportedWhenItHasLeft() {
    AtomicInteger written = new AtomicInteger();
    for (String text : List.of("a", "b", "c")) {
      queue.send(text, written::incrementAndGet);
    }
    assertThat(written).hasValue(0);
    frames.finish();
    assertThat(written).hasValue(1);
    frames.finish();
    assertThat(written).hasValue(3);
  }

  @Test
  void aThousandQuickWritesOneOutOfTheOtherFitTheStack() {
    frames.beQuick();
    AtomicInteger left = new AtomicInteger(100_000);
    sendNext(left);
    assertThat(left).hasValue(0);
  }

  private void sendNext(AtomicInteger left) {
    if (left.getAndDecrement() > 1) {
      queue.send("x", () -> sendNext(left));
    }
  }

  @Test
  void closingComesAfterWhatWasSentBefore() {
    send("a", "b");
    queue.close(WsCloseCode.FORBIDDEN, "");
    send("c");
    frames.finish();
    frames.finish();
    assertThat(frames.events()).containsExactly("a", "b", "close 4403");
  }

  @Test
  void closingTwiceClosesOnce() {
    queue.close(WsCloseCode.FORBIDDEN, "");
    queue.close(WsCloseCode.NORMAL, "");
    assertThat(frames.events()).containsExactly("close 4403");
  }

  @Test
  void tooManyFramesCloseWith1013AndAreNotSent() {
    send("a", "b", "c", "d", "e", "f");
    frames.finish();
    assertThat(frames.events()).containsExactly("a", "close 1013");
  }

  @Test
  void tooManyCharactersCloseWith1013() {
    send("a", "x".repeat(60), "x".repeat(60));
    frames.finish();
    assertThat(frames.events()).containsExactly("a", "close 1013");
  }

  @Test
  void aSingleFrameMayBeLonger() {
    String lengthy = "x".repeat(1000);
    send("a", lengthy);
    frames.finish();
    assertThat(frames.events()).containsExactly("a", lengthy);
  }

  @Test
  void aWriteThatTakesTooLongClosesWith1013AndThenBreaksOff() {
    send("a", "b");
    timers.fire();
    assertThat(frames.events()).containsExactly("a", "close 1013");
    timers.fire();
    assertThat(frames.events()).containsExactly("a", "close 1013", "abort");
  }

  @Test
  void aLateEndOfTheStuckWriteChangesNothing() {
    send("a", "b");
    timers.fire();
    frames.finish();
    assertThat(frames.events()).containsExactly("a", "close 1013");
  }

  @Test
  void aWriteThatIsDoneIsNotStuck() {
    send("a");
    frames.finish();
    assertThat(timers.isIdle()).isTrue();
  }

  @Test
  void aClientThatDoesNotAnswerTheGoodbyeIsCutOff() {
    queue.close(WsCloseCode.FORBIDDEN, "");
    timers.fire();
    assertThat(frames.events()).containsExactly("close 4403", "abort");
  }

  @Test
  void nothingHappensOnceItIsClosed() {
    AtomicInteger written = new AtomicInteger();
    queue.send("a", written::incrementAndGet);
    send("b");
    queue.closed();
    frames.finish();
    send("c");
    queue.close(WsCloseCode.NORMAL, "");
    assertThat(frames.events()).containsExactly("a");
    assertThat(written).hasValue(0);
    assertThat(timers.isIdle()).isTrue();
  }
}
