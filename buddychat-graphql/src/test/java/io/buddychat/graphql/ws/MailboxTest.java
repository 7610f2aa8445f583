package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The line of events, and the timers that put events into it.
class MailboxTest {

  private final List<Throwable> failures = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox(failures::add);
  private final List<String> handled = new ArrayList<>();

  @Test
  void whatAnEventPostsComesAfterIt() {
    mailbox.post(
        () -> {
          mailbox.post(() -> handled.add("second"));
          handled.add("first");
        });
    assertThat(handled).containsExactly("first", "second");
  }

  @Test
  void aFailureStopsNeitherTheLineNorItsReport() {
    Mailbox unlucky =
        new Mailbox(
            failure -> {
              failures.add(failure);
              throw new IllegalStateException("and once more");
            });
    unlucky.post(
        () -> {
          throw new StackOverflowError();
        });
    unlucky.post(() -> handled.add("still here"));
    assertThat(handled).containsExactly("still here");
    assertThat(failures).singleElement().isInstanceOf(StackOverflowError.class);
  }

  /// The list is not thread-safe and the counters are plain: if two events ever overlapped, or one
  /// did not see what another wrote, some would be missing.
  @Test
  void eventsOfManyThreadsNeverOverlapAndKeepTheirOrder() throws InterruptedException {
    int threads = 8;
    int each = 20_000;
    CountDownLatch start = new CountDownLatch(1);
    int[] last = new int[threads];
    int[] total = new int[1];
    try (var executor = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int me = thread;
        executor.execute(
            () -> {
              awaitQuietly(start);
              for (int number = 1; number <= each; number++) {
                int mine = number;
                mailbox.post(
                    () -> {
                      if (last[me] == mine - 1) {
                        last[me] = mine;
                      }
                      total[0]++;
                    });
              }
            });
      }
      start.countDown();
    }
    assertThat(last).containsOnly(each);
    assertThat(total[0]).isEqualTo(threads * each);
  }

  @Test
  void anAlarmThatWasSetAgainGoesOffOnceAtItsNewTime() {
    HandTimers timers = new HandTimers();
    Alarm alarm = new Alarm(timers, mailbox);
    alarm.set(Duration.ofSeconds(1), () -> handled.add("old"));
    alarm.set(Duration.ofSeconds(2), () -> handled.add("new"));
    timers.pass(Duration.ofSeconds(3));
    assertThat(handled).containsExactly("new");
  }

  /// The timer has fired and its event stands in line when the alarm is cancelled.
  @Test
  void aCancelledAlarmDoesNotGoOffEvenIfItsTimeHasCome() {
    List<Runnable> fired = new ArrayList<>();
    Alarm alarm =
        new Alarm(
            (delay, task) -> {
              fired.add(task);
              return () -> {};
            },
            mailbox);
    mailbox.post(
        () -> {
          alarm.set(Duration.ofSeconds(1), () -> handled.add("too late"));
          fired.getFirst().run();
          alarm.cancel();
        });
    assertThat(handled).isEmpty();
  }

  @Test
  void realTimersFireAndAreForgottenWhenCancelled() throws InterruptedException {
    try (var scheduler = new ScheduledThreadPoolExecutor(1)) {
      scheduler.setRemoveOnCancelPolicy(true);
      Timers timers = Timers.on(scheduler);
      CountDownLatch fired = new CountDownLatch(1);
      timers.after(Duration.ofMillis(1), fired::countDown);
      assertThat(fired.await(10, TimeUnit.SECONDS)).isTrue();
      timers.after(Duration.ofDays(1), fired::countDown).cancel();
      assertThat(scheduler.getQueue()).isEmpty();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
