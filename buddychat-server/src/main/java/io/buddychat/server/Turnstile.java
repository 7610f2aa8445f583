package io.buddychat.server;

import io.buddychat.domain.core.Failure;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.ws.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Lets requests in, so many at a time, whether they came by HTTP, over a socket or for an event
/// stream.
///
/// The others wait in line. Who finds the line full, or has stood in it for too long, is turned
/// away, and nothing of theirs has run: no token was looked at, no document read, nothing changed.
///
/// ## Why
///
/// Beyond what a machine can do at once, more requests at work make each of them later and none of
/// them sooner; and an answer that comes after its client has given up was work for nothing. To
/// turn some away early costs little and keeps the others quick. A line that is short in time,
/// rather than in heads alone, is so whatever the requests are: it takes in a burst that is soon
/// worked off, and no more of a flood than can be answered in time.
final class Turnstile {

  static final String TOO_MUCH_TO_DO = "The server has too much to do; try again in a moment.";

  /// What a client is told that was turned away.
  static final Outcome.Rejected TURNED_AWAY =
      new Outcome.Rejected(
          List.of(
              BuddyChatGraphQl.error(
                  new Failure.RateLimited(TOO_MUCH_TO_DO, Duration.ofSeconds(1)).asException())));

  private final Bounds bounds;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder turnedAway = new LongAdder();

  Turnstile(Bounds bounds) {
    this.bounds = bounds;
    this.places = new Semaphore(bounds.atOnce(), true);
  }

  /// @param atOnce how many requests are at work at once
  /// @param waiting how many more may wait
  /// @param longest how long one may wait
  record Bounds(int atOnce, int waiting, Duration longest) {}

  /// Runs a request when its turn comes, on the calling thread.
  ///
  /// @return what came of it; nothing if it was turned away
  <T> Optional<T> pass(Supplier<T> request) {
    if (!isIn()) {
      turnedAway.increment();
      return Optional.empty();
    }
    try {
      return Optional.of(request.get());
    } finally {
      places.release();
    }
  }

  private boolean isIn() {
    try {
      // Unlike without a time, nobody gets before those who wait.
      return places.tryAcquire(0, TimeUnit.NANOSECONDS) || waitsForIt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean waitsForIt() throws InterruptedException {
    try {
      return waiting.incrementAndGet() <= bounds.waiting()
          && places.tryAcquire(bounds.longest().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// How many are at work now.
  int atWork() {
    return bounds.atOnce() - places.availablePermits();
  }

  /// How many wait now.
  int waiting() {
    return waiting.get();
  }

  /// How many have been turned away.
  long turnedAway() {
    return turnedAway.sum();
  }
}
