package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.ws.WsCloseCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

  private final HandFrames frames = new HandFrames();
  private final HandTimers timers = new HandTimers();
  private final OutboundQueue queue =
      new OutboundQueue(
          frames, Runnable::run, timers, new OutboundQueue.Bounds(3, Duration.ofSeconds(10)));

  private void send(String... texts) {
    for (String text : texts) {
      send(text, _ -> {});
    }
  }

  private void send(String text, IntConsumer written) {
    queue.send(text.getBytes(StandardCharsets.UTF_8), written);
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
  void eachFrameIsReportedWithItsLengthWhenItHasLeft() {
    List<Integer> written = new ArrayList<>();
    for (String text : List.of("a", "bb", "\u00fc\u00fc")) {
      send(text, written::add);
    }
    assertThat(written).isEmpty();
    frames.finish();
    assertThat(written).containsExactly(1);
    frames.finish();
    assertThat(written).containsExactly(1, 2, 4);
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
      send("x", _ -> sendNext(left));
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
    timers.fire();
    assertThat(frames.events()).containsExactly("a");
    assertThat(timers.isIdle()).isTrue();
  }

  @Test
  void aWriteIsNotStuckForHavingFollowedAnother() {
    send("a");
    frames.finish();
    send("b");
    timers.fire();
    assertThat(frames.events()).containsExactly("a", "b");
    timers.fire();
    assertThat(frames.events()).containsExactly("a", "b", "close 1013");
  }

  @Test
  void aThousandWritesSetOneTimer() {
    frames.beQuick();
    for (int i = 0; i < 1000; i++) {
      send("a");
    }
    assertThat(timers.waiting()).isEqualTo(1);
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
    send("a", _ -> written.incrementAndGet());
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
