package io.buddychat.domain.inbox;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Follows an owner's log from a cursor on: first what is there already, then what comes, with no
/// seam between the two, because it is the same reading.
///
/// It reads only as much as was asked for ([Flow.Subscription#request]) and keeps nothing in
/// memory, so a slow consumer costs nothing but its own delay and slows nobody. Items come one
/// after another, in order, on the executor's threads. Each subscriber reads for itself.
///
/// @param <T> what becomes of an entry before it is handed out
public final class InboxStream<T> implements Flow.Publisher<T> {

  private static final int MOST_AT_ONCE = 128;

  private final Inboxes inboxes;
  private final InboxBus bus;
  private final Executor executor;
  private final UserId owner;
  private final long after;
  private final T opening;
  private final Function<List<Entry>, List<T>> rendering;

  /// @param after the number of the last entry the subscriber knows
  /// @param opening handed out before anything else: from here on nothing is missed
  /// @param rendering makes items of entries, at most one for each and in their order, looking up
  ///   what they tell of
  public InboxStream(
      Inboxes inboxes,
      InboxBus bus,
      Executor executor,
      UserId owner,
      long after,
      T opening,
      Function<List<Entry>, List<T>> rendering) {
    this.inboxes = inboxes;
    this.bus = bus;
    this.executor = executor;
    this.owner = owner;
    this.after = after;
    this.opening = opening;
    this.rendering = rendering;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Follower follower = new Follower(subscriber);
    follower.start();
  }

  /// One subscriber's way through the log.
  private final class Follower implements Flow.Subscription {

    private final Flow.Subscriber<? super T> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    /// Reasons to look at the log that have not been acted on. Only whoever raises it from 0 runs,
    /// so one thread at a time reads and hands out.
    private final AtomicInteger reasons = new AtomicInteger();

    private volatile InboxBus.Registration registration = () -> {};
    private boolean opened;
    private long cursor = after;

    Follower(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    /// Listens before the first read: what is committed in between wakes us, what was before is
    /// read.
    void start() {
      registration = bus.listen(owner, this::look);
      subscriber.onSubscribe(this);
      look();
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        fail(new IllegalArgumentException("demand must be positive"));
        return;
      }
      demand.updateAndGet(d -> d + n < 0 ? Long.MAX_VALUE : d + n);
      look();
    }

    @Override
    public void cancel() {
      ended.set(true);
      registration.close();
    }

    private void look() {
      if (!ended.get() && reasons.getAndIncrement() == 0) {
        try {
          executor.execute(this::run);
        } catch (RejectedExecutionException e) {
          fail(e);
        }
      }
    }

    private void run() {
      int seen;
      do {
        seen = reasons.get();
        try {
          drain();
        } catch (RuntimeException e) {
          fail(e);
        }
      } while (reasons.addAndGet(-seen) != 0);
    }

    private void drain() {
      if (!opened && !ended.get() && demand.get() > 0) {
        opened = true;
        demand.decrementAndGet();
        subscriber.onNext(opening);
      }
      while (!ended.get() && demand.get() > 0) {
        int wanted = (int) Math.min(demand.get(), MOST_AT_ONCE);
        List<Entry> entries = inboxes.read(owner, cursor, wanted);
        if (entries.isEmpty()) {
          return;
        }
        if (entries.get(0).seq() != cursor + 1) {
          throw new Failure.ResyncRequired(
                  "The log no longer reaches back to this cursor; read the state anew.")
              .asException();
        }
        List<T> items = rendering.apply(entries);
        for (T item : items) {
          if (ended.get()) {
            return;
          }
          subscriber.onNext(item);
        }
        cursor += entries.size();
        demand.addAndGet(-items.size());
        if (entries.size() < wanted) {
          return; // that was all; whatever is written later wakes us
        }
      }
    }

    private void fail(RuntimeException e) {
      if (!ended.getAndSet(true)) {
        registration.close();
        subscriber.onError(e);
      }
    }
  }
}
