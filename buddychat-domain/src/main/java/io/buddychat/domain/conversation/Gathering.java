package io.buddychat.domain.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/// Lets threads that bring something to be done at the same moment have it done together, by one of
/// them.
///
/// Who comes while a hand is free goes at once, with all that waits. Who comes while none is free
/// waits, and the next hand takes all of them. So nobody waits for a clock or for company, and the
/// busier it gets, the more is done at a time. There are no threads of its own: a hand is one of
/// those who brought something, and does one round that its own thing is part of.
///
/// Whatever happens to a hand, everybody in its round is let go, and the next one is called.
///
/// @param <T> what is brought
final class Gathering<T> {

  private final int mostHands;
  private final int mostAtATime;
  private final BiPredicate<T, T> apart;
  private final ToIntFunction<List<T>> work;

  private final Lock lock = new ReentrantLock();
  private final Deque<Place> waiting = new ArrayDeque<>();
  private int hands;

  /// @param mostHands how many rounds there may be side by side
  /// @param mostAtATime how many things a round may have
  /// @param apart which two things must not be in one round
  /// @param work does a round, or the first of it: it says how many, and the others wait on. What
  ///   it throws goes to the hand alone
  Gathering(int mostHands, int mostAtATime, BiPredicate<T, T> apart, ToIntFunction<List<T>> work) {
    this.mostHands = mostHands;
    this.mostAtATime = mostAtATime;
    this.apart = apart;
    this.work = work;
  }

  /// One who waits. All of it is guarded by the lock.
  private final class Place {

    private final T thing;
    private final Condition called = lock.newCondition();
    private boolean over;

    Place(T thing) {
      this.thing = thing;
    }
  }

  /// Returns when a round has ended that had this in it. An interrupt does not end the waiting: it
  /// may be half done.
  void join(T thing) {
    lock.lock();
    try {
      Place mine = new Place(thing);
      waiting.add(mine);
      while (!mine.over) {
        if (hands < mostHands && waiting.remove(mine)) {
          lead(mine);
        } else {
          mine.called.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Works on a round that begins with this one. Others come and go meanwhile.
  private void lead(Place first) {
    List<Place> round = roundFrom(first);
    int done = round.size();
    hands++;
    lock.unlock();
    try {
      done = work.applyAsInt(round.stream().map(place -> place.thing).toList());
    } finally {
      lock.lock();
      hands--;
      release(round, Math.max(1, done));
    }
  }

  private List<Place> roundFrom(Place first) {
    List<Place> round = new ArrayList<>(List.of(first));
    for (Iterator<Place> next = waiting.iterator();
        next.hasNext() && round.size() < mostAtATime; ) {
      Place candidate = next.next();
      if (round.stream().noneMatch(place -> apart.test(place.thing, candidate.thing))) {
        next.remove();
        round.add(candidate);
      }
    }
    return round;
  }

  private void release(List<Place> round, int done) {
    for (Place place : round.subList(0, done)) {
      place.over = true;
      place.called.signal();
    }
    for (int i = round.size() - 1; i >= done; i--) {
      waiting.addFirst(round.get(i));
    }
    if (!waiting.isEmpty()) {
      waiting.getFirst().called.signal();
    }
  }
}
