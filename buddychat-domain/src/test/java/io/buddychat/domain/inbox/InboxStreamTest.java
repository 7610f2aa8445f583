package io.buddychat.domain.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// How a log is followed is in `FollowingContract`; this is what no store can be brought to do yet.
class InboxStreamTest {

  private static final UserId OWNER = new UserId(1);

  private final List<Entry> log = new ArrayList<>();
  private long horizon;
  private final LocalInboxBus bus = new LocalInboxBus();
  private final List<Object> received = new ArrayList<>();
  private final AtomicBoolean refusing = new AtomicBoolean();
  private Rendering<Object> rendering =
      Rendering.of(
          cursor -> "opening", entries -> List.copyOf(entries.stream().map(Entry::seq).toList()));
  private Executor executor =
      task -> {
        if (refusing.get()) {
          throw new RejectedExecutionException("closing");
        }
        task.run();
      };

  private void write(long seq) {
    log.add(
        new Entry(
            OWNER,
            seq,
            Instant.EPOCH,
            Optional.empty(),
            new Event.OfUser(Operation.USER_UPDATED, OWNER)));
  }

  private Flow.Publisher<Object> following(long after, InboxBus wakes) {
    Inboxes inboxes =
        new Inboxes() {
          @Override
          public List<Entry> read(UserId owner, long cursor, int limit) {
            return log.stream().filter(entry -> entry.seq() > cursor).limit(limit).toList();
          }

          @Override
          public Bounds bounds(UserId owner) {
            return new Bounds(horizon, Long.MAX_VALUE);
          }
        };
    return new FollowInbox(inboxes, wakes, new Turns(executor, 1), Checkpoints.DEFAULT)
        .of(OWNER, Optional.of(after), InboxFilter.ALL)
        .as(rendering);
  }

  private void follow(long after, Flow.Subscriber<Object> subscriber) {
    following(after, bus).subscribe(subscriber);
  }

  private Flow.Subscription follow(long after) {
    List<Flow.Subscription> subscriptions = new ArrayList<>();
    follow(
        after,
        new Flow.Subscriber<Object>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscriptions.add(subscription);
          }

          @Override
          public void onNext(Object item) {
            received.add(item);
          }

          @Override
          public void onError(Throwable error) {
            received.add(error);
          }

          @Override
          public void onComplete() {
            received.add("complete");
          }
        });
    return subscriptions.get(0);
  }

  @Test
  void whoIsOvertakenByForgettingIsToldToReadTheStateAnew() {
    write(1);
    write(2);
    Flow.Subscription subscription = follow(0);
    subscription.request(2);
    assertThat(received).containsExactly("opening", 1L);
    log.clear();
    write(5);
    subscription.request(5);
    assertThat(received).hasSize(3);
    assertThat(received.get(2))
        .isInstanceOfSatisfying(
            BuddyChatException.class,
            thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.ResyncRequired.class));
    write(6);
    bus.wake(List.of(OWNER));
    assertThat(received).as("an error is the end").hasSize(3);
  }

  @Test
  void whoIsOvertakenIsToldSoAlsoWhenNothingIsLeftOfTheLog() {
    write(1);
    write(2);
    Flow.Subscription subscription = follow(0);
    subscription.request(2);
    log.clear();
    horizon = 2;
    subscription.request(1);
    assertThat(received).hasSize(3);
    assertThat(received.get(2))
        .isInstanceOfSatisfying(
            BuddyChatException.class,
            thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.ResyncRequired.class));
  }

  @Test
  void aWakeUpIsForItsOwnerOnlyAndUntilTheEnd() {
    Flow.Subscription subscription = follow(0);
    subscription.request(9);
    write(1);
    bus.wake(List.of(new UserId(2)));
    assertThat(received).containsExactly("opening");
    bus.wake(List.of(new UserId(2), OWNER));
    assertThat(received).containsExactly("opening", 1L);
    subscription.cancel();
    write(2);
    bus.wake(List.of(OWNER));
    assertThat(received).containsExactly("opening", 1L);
  }

  @Test
  void whatWasAskedForBeforeCancellingIsNotHandedOutAfterIt() {
    List<Runnable> waiting = new ArrayList<>();
    executor = waiting::add;
    write(1);
    Flow.Subscription subscription = follow(0);
    subscription.request(9);
    subscription.cancel();
    waiting.forEach(Runnable::run);
    assertThat(received).isEmpty();
  }

  @Test
  void anExecutorThatTakesNothingMoreEndsTheFollowingAndHarmsNobodyElse() {
    Flow.Subscription subscription = follow(0);
    subscription.request(9);
    List<String> others = new ArrayList<>();
    bus.listen(OWNER, news -> others.add("woken"));
    bus.listen(new UserId(2), news -> others.add("woken too"));
    refusing.set(true);
    write(1);
    assertThatCode(() -> bus.wake(List.of(OWNER, new UserId(2)))).doesNotThrowAnyException();
    assertThat(others).containsExactly("woken", "woken too");
    assertThat(received).hasSize(2);
    assertThat(received.get(1)).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void aRequestForNothingIsToldOfBetweenItemsAndNotDuringOne() {
    write(1);
    write(2);
    AtomicBoolean receiving = new AtomicBoolean();
    List<Flow.Subscription> subscriptions = new ArrayList<>();
    follow(
        0,
        new Flow.Subscriber<Object>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscriptions.add(subscription);
          }

          @Override
          public void onNext(Object item) {
            receiving.set(true);
            received.add(item);
            subscriptions.get(0).request(0);
            receiving.set(false);
          }

          @Override
          public void onError(Throwable error) {
            received.add(receiving.get() ? "an error while receiving" : error);
          }

          @Override
          public void onComplete() {}
        });
    subscriptions.get(0).request(9);
    assertThat(received).hasSize(2).startsWith("opening");
    assertThat(received.get(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWakesItBeforeTheSubscriberHasTheSubscriptionWaits() {
    write(1);
    List<Object> calls = new ArrayList<>();
    AtomicBoolean open = new AtomicBoolean();
    InboxBus eager =
        new InboxBus() {
          @Override
          public void wake(Collection<UserId> owners) {}

          @Override
          public Set<UserId> listenedTo() {
            return Set.of(OWNER);
          }

          @Override
          public Registration listen(UserId owner, Listener listener) {
            open.set(true);
            listener.onNews(Optional.empty());
            return () -> open.set(false);
          }
        };
    refusing.set(true);
    following(0, eager)
        .subscribe(
            new Flow.Subscriber<Object>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                calls.add("subscription");
                subscription.request(9);
              }

              @Override
              public void onNext(Object item) {
                calls.add(item);
              }

              @Override
              public void onError(Throwable error) {
                calls.add(error.getMessage());
              }

              @Override
              public void onComplete() {}
            });
    assertThat(calls).containsExactly("subscription", "closing");
    assertThat(open).as("listening").isFalse();
  }

  @Test
  void whoCancelsAtOnceIsNotListenedForAnyMore() {
    List<String> listening = new ArrayList<>();
    InboxBus counting =
        new InboxBus() {
          @Override
          public void wake(Collection<UserId> owners) {}

          @Override
          public Set<UserId> listenedTo() {
            return Set.of(OWNER);
          }

          @Override
          public Registration listen(UserId owner, Listener listener) {
            listening.add("open");
            return listening::clear;
          }
        };
    following(0, counting)
        .subscribe(
            new Flow.Subscriber<Object>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                assertThat(listening).containsExactly("open");
                subscription.cancel();
              }

              @Override
              public void onNext(Object item) {
                received.add(item);
              }

              @Override
              public void onError(Throwable error) {
                received.add(error);
              }

              @Override
              public void onComplete() {}
            });
    assertThat(listening).isEmpty();
    assertThat(received).isEmpty();
  }

  @Test
  void whatGoesWrongBadlyEndsTheFollowingToo() {
    write(1);
    Error worst = new StackOverflowError("on purpose");
    rendering =
        Rendering.of(
            cursor -> "opening",
            entries -> {
              throw worst;
            });
    follow(0).request(9);
    assertThat(received).containsExactly("opening", worst);
  }
}
