package io.buddychat.testkit.ws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A stream that a test plays by hand: it emits when told to, and tells who subscribed and who
/// cancelled. It gives each subscriber what was emitted since it came, and no more than it asked
/// for; the rest waits.
///
/// One lock guards it all, and subscribers are called under it. That is simple, and fine for a test
/// whose subscribers never block.
public final class HandStream implements Flow.Publisher<Map<String, @Nullable Object>> {

  private static final long PATIENCE_SECONDS = 10;

  private final List<Seat> seats = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> opening;
  private boolean completed;

  private HandStream(List<Map<String, @Nullable Object>> opening, boolean completed) {
    this.opening = opening;
    this.completed = completed;
  }

  /// Emits what it is told to.
  public static HandStream open() {
    return new HandStream(List.of(), false);
  }

  /// Emits these to each subscriber, and completes.
  public static HandStream of(List<Map<String, @Nullable Object>> payloads) {
    return new HandStream(payloads, true);
  }

  @Override
  public synchronized void subscribe(
      Flow.Subscriber<? super Map<String, @Nullable Object>> subscriber) {
    Seat seat = new Seat(subscriber);
    seat.waiting.addAll(opening);
    seats.add(seat);
    subscriber.onSubscribe(seat);
    seat.drain();
    notifyAll();
  }

  /// Emits to everybody who is subscribed.
  public synchronized void emit(Map<String, @Nullable Object> payload) {
    for (Seat seat : seats) {
      if (!seat.over) {
        seat.waiting.add(payload);
        seat.drain();
      }
    }
  }

  /// Completes, after what still waits.
  public synchronized void complete() {
    completed = true;
    seats.forEach(Seat::drain);
  }

  /// Fails now.
  public synchronized void fail(Throwable failure) {
    for (Seat seat : seats) {
      if (!seat.over) {
        seat.over = true;
        seat.subscriber.onError(failure);
      }
    }
  }

  /// Waits until so many have subscribed, in all.
  public synchronized void awaitSubscribers(int many) {
    await("subscribers: " + many, () -> seats.size() >= many);
  }

  /// Waits until so many have cancelled, in all.
  public synchronized void awaitCancelled(int many) {
    await("cancelled: " + many, () -> cancelled() >= many);
  }

  /// Waits until nobody is subscribed any more.
  public synchronized void awaitNobody() {
    await("nobody is subscribed", () -> seats.stream().allMatch(seat -> seat.over));
  }

  /// How many have subscribed.
  public synchronized int subscribers() {
    return seats.size();
  }

  /// How many have cancelled.
  public synchronized int cancelled() {
    return (int) seats.stream().filter(seat -> seat.cancelled).count();
  }

  /// How much the latest subscriber has asked for and not been given.
  public synchronized long demand() {
    return seats.isEmpty() ? 0 : seats.get(seats.size() - 1).demand;
  }

  private void await(String what, BooleanSupplier reached) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!reached.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("waited in vain for " + what);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }

  /// One subscriber's place.
  private final class Seat implements Flow.Subscription {

    private final Flow.Subscriber<? super Map<String, @Nullable Object>> subscriber;
    private final Deque<Map<String, @Nullable Object>> waiting = new ArrayDeque<>();
    private long demand;
    private boolean draining;
    private boolean over;
    private boolean cancelled;

    Seat(Flow.Subscriber<? super Map<String, @Nullable Object>> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long more) {
      synchronized (HandStream.this) {
        demand += more;
        drain();
      }
    }

    @Override
    public void cancel() {
      synchronized (HandStream.this) {
        cancelled = !over;
        over = true;
        HandStream.this.notifyAll();
      }
    }

    private void drain() {
      if (draining) {
        return;
      }
      draining = true;
      while (!over && demand > 0 && !waiting.isEmpty()) {
        demand--;
        subscriber.onNext(waiting.remove());
      }
      draining = false;
      if (!over && completed && waiting.isEmpty()) {
        over = true;
        subscriber.onComplete();
      }
    }
  }
}
