package io.buddychat.domain.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Follows an owner's log from a cursor on: first what is there already, then what comes, with no
/// seam between the two, because it is the same reading.
///
/// It reads only when something was asked for ([Flow.Subscription#request]), a part of the log at a
/// time, and keeps nothing in memory but a few hand-overs while it is busy, so a slow consumer
/// costs nothing but its own delay and slows nobody. Items come one after another, in order, in the
/// follower's [Turns], each of which is short: whoever has much to catch up with lets others go
/// first in between. Each subscriber reads for itself.
///
/// An entry that was [handed over][HandOver] and comes exactly next is taken as if it had been read
/// just now; from there on it goes the same way as all others.
///
/// @param <T> what becomes of an entry before it is handed out
final class InboxStream<T> implements Flow.Publisher<T> {

  private static final int MOST_AT_ONCE = 128;

  /// How many entries a turn deals with, about.
  private static final int MOST_IN_A_TURN = 32;

  /// Why those wait for a turn whom no hand-over made ready.
  private static final Object CATCHING_UP = "catching up";

  private final Following following;
  private final Rendering<T> rendering;

  InboxStream(Following following, Rendering<T> rendering) {
    this.following = following;
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

    /// The subscriber has broken the rules. It is told when nothing else is being handed out.
    private final AtomicBoolean misused = new AtomicBoolean();

    /// Reasons to look at the log that have not been acted on. Only whoever raises it from 0 runs,
    /// so one thread at a time reads and hands out. The first reason is that it begins.
    private final AtomicInteger reasons = new AtomicInteger(1);

    private final Arrivals arrivals = new Arrivals(following.owner());
    private final Alarm alarm = new Alarm(following.checkpoints().after(), () -> look(CATCHING_UP));
    private volatile InboxBus.Registration registration = () -> {};

    // Only whoever runs uses these.
    private boolean opened;
    private long cursor = following.cursor();

    /// How far the subscriber knows of the log: the number of the newest entry they got, or the
    /// last checkpoint.
    private long told = cursor;

    Follower(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    /// Listens before the first read: what is committed in between wakes us, what was before is
    /// read. Whatever wakes us this early finds the first reason still there, so nothing happens
    /// before the subscriber has the subscription, and a cancelling finds the registration.
    void start() {
      registration = following.bus().listen(following.owner(), this::hear);
      subscriber.onSubscribe(this);
      awaitTurn(CATCHING_UP);
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        misused.set(true);
      } else {
        demand.updateAndGet(d -> d + n < 0 ? Long.MAX_VALUE : d + n);
      }
      look(CATCHING_UP);
    }

    @Override
    public void cancel() {
      ended.set(true);
      letGo();
    }

    private void hear(Optional<HandOver> news) {
      news.ifPresentOrElse(arrivals::add, arrivals::mayHaveMissed);
      look(news.isPresent() ? news.get() : CATCHING_UP);
    }

    private void look(Object reason) {
      if (!ended.get() && reasons.getAndIncrement() == 0) {
        awaitTurn(reason);
      }
    }

    private void awaitTurn(Object reason) {
      try {
        following.turns().await(reason, this::takeTurn);
      } catch (RejectedExecutionException e) {
        fail(e); // nobody else runs, and now nobody ever will
      }
    }

    private void takeTurn() {
      int seen = reasons.get();
      boolean more = false;
      try {
        more = drain();
      } catch (RuntimeException | Error e) {
        fail(e);
      }
      if (more || reasons.addAndGet(-seen) != 0) {
        awaitTurn(CATCHING_UP);
      }
    }

    /// @return whether the turn is over before everything is dealt with
    private boolean drain() {
      if (isWanted() && !opened) {
        opened = true;
        handOut(rendering.opening().apply(cursor));
      }
      long begun = cursor;
      boolean more = true;
      while (more && isWanted() && cursor - begun < MOST_IN_A_TURN) {
        more = goOn();
        coverWhatWasPassedOver();
      }
      if (demand.get() == 0) {
        following.turns().execute(this::letNothingWait);
      }
      if (misused.get()) {
        fail(new IllegalArgumentException("demand must be positive"));
      }
      return more && isWanted();
    }

    /// Comes behind the turn, and so behind the writing of what was told in it: who takes that at
    /// once has asked for more by now. Whatever else waits at this moment is looked for by whoever
    /// let it wait, or asks for it.
    private void letNothingWait() {
      if (demand.get() == 0) {
        arrivals.nothingIsAskedFor();
      }
    }

    private boolean isWanted() {
      return demand.get() > 0 && !ended.get() && !misused.get();
    }

    private void handOut(T item) {
      demand.decrementAndGet();
      subscriber.onNext(item);
    }

    /// Takes what was handed over, or else reads a part of the log.
    ///
    /// @return whether there may be more
    private boolean goOn() {
      Optional<Arrivals.Part> handed = arrivals.after(cursor);
      if (handed.isPresent()) {
        pass(handed.get().entries(), handed.get().source());
        return true;
      }
      boolean read = arrivals.mustRead();
      if (read) {
        readOn();
      }
      return read;
    }

    private void readOn() {
      boolean everything = following.filter().wantsAll();
      int most = everything ? (int) Math.min(demand.get(), MOST_AT_ONCE) : MOST_AT_ONCE;
      List<Entry> entries = ReadInbox.after(following.inboxes(), following.owner(), cursor, most);
      boolean dealtWith = pass(entries, Optional.empty());
      if (!dealtWith || entries.size() == most) {
        arrivals.mayHaveMissed();
      }
    }

    /// Hands out what is wanted of the next entries, as far as was asked for.
    ///
    /// @param source what handed them over, see [Rendering]
    /// @return whether all of them are dealt with
    private boolean pass(List<Entry> entries, Optional<HandOver> source) {
      long asked = demand.get();
      List<Entry> wanted = new ArrayList<>();
      boolean enough = false;
      long reached = cursor;
      for (Entry entry : entries) {
        if (following.filter().wants(entry)) {
          if (wanted.size() == asked) {
            enough = true;
            break;
          }
          wanted.add(entry);
        }
        reached = entry.seq();
      }
      if (!wanted.isEmpty()) {
        handOut(wanted, source);
      }
      cursor = reached;
      return !enough;
    }

    private void handOut(List<Entry> wanted, Optional<HandOver> source) {
      List<T> items = rendering.entries().apply(wanted, source);
      if (items.size() != wanted.size()) {
        throw new IllegalStateException(wanted.size() + " entries made " + items.size() + " items");
      }
      for (int i = 0; i < items.size() && !ended.get(); i++) {
        told = wanted.get(i).seq();
        handOut(items.get(i));
      }
    }

    /// Tells how far the log has been read, when that is long ago or far behind.
    private void coverWhatWasPassedOver() {
      if (cursor == told || rendering.checkpoint().isEmpty()) {
        alarm.heard();
        return;
      }
      boolean due = alarm.rings() || cursor - told >= following.checkpoints().every();
      if (due && isWanted()) {
        alarm.heard();
        told = cursor;
        handOut(rendering.checkpoint().get().apply(cursor));
      } else if (!due && !ended.get()) {
        alarm.set();
      }
    }

    private void fail(Throwable failure) {
      if (!ended.getAndSet(true)) {
        letGo();
        subscriber.onError(failure);
      }
    }

    private void letGo() {
      registration.close();
      alarm.stop();
    }
  }
}
