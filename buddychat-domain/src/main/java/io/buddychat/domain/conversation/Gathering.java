package io.buddychat.domain.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/// Lets threads that bring something to be done at the same moment have it done together, by one of
/// them.
///
/// Who comes while a hand is free goes at once. Who comes while none is free waits, and the next
/// hand takes as many of them as a round may have. So nobody waits for a clock or for company, and
/// the busier it gets, the more is done at a time. There are no threads of its own: a hand is one
/// of those who brought something, and does one round that has its own thing in it. That may be one
/// who came a moment ago: until the one who was called is awake, a good part of a round could be
/// over.
///
/// ## Who is next
///
/// A round begins with the one who has waited longest, of those that have nothing in their way:
/// what would only wait for a round that is under way stays out until that is over, and leaves the
/// hand to others. Those who join it are the lightest of these, as many as it can bear; of the same
/// weight, those who came first. So what is light is mostly in the next round, however much that is
/// heavy waits before it; and nothing waits for ever: before a round begins with it, there are at
/// most as many others as things waited when it came, but for those that go past it while another
/// round is in its way.
///
/// Whatever happens to a hand, everybody in its round is let go, and the next one is called.
///
/// @param <T> what is brought
final class Gathering<T> {

  private final Bounds bounds;
  private final ToIntFunction<T> weight;
  private final BiPredicate<T, T> apart;
  private final BiPredicate<T, T> inTheWay;
  private final ToIntFunction<List<T>> work;

  private final Lock lock = new ReentrantLock();
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Set<Place> underWay = new HashSet<>();
  private int hands;

  /// @param weight what a thing adds to the weight of a round; asked when it comes, and again when
  ///   a round has left it
  /// @param apart which two things must not be in one round
  /// @param inTheWay which two things would only wait for each other in two rounds side by side:
  ///   the one stays out until the other's round is over
  /// @param work does a round, or the first of it: it says how many, and the others wait on. What
  ///   it throws goes to the hand alone
  Gathering(
      Bounds bounds,
      ToIntFunction<T> weight,
      BiPredicate<T, T> apart,
      BiPredicate<T, T> inTheWay,
      ToIntFunction<List<T>> work) {
    this.bounds = bounds;
    this.weight = weight;
    this.apart = apart;
    this.inTheWay = inTheWay;
    this.work = work;
  }

  /// How much there may be.
  ///
  /// @param hands rounds side by side
  /// @param things in a round
  /// @param weight of a round, unless it has one thing alone
  record Bounds(int hands, int things, int weight) {}

  /// One who waits. All of it is guarded by the lock.
  private final class Place {

    private final T thing;
    private final Condition called = lock.newCondition();
    private int weighs;
    private boolean over;

    Place(T thing) {
      this.thing = thing;
      weigh();
    }

    void weigh() {
      weighs = weight.applyAsInt(thing);
    }

    boolean mayGo() {
      return underWay.stream().noneMatch(other -> inTheWay.test(thing, other.thing));
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
        boolean free = hands < bounds.hands() && waiting.contains(mine) && mine.mayGo();
        List<Place> round = free ? nextRound() : List.of();
        if (round.contains(mine)) {
          lead(round);
        } else {
          mine.called.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Works on a round. Others come and go meanwhile.
  private void lead(List<Place> round) {
    waiting.removeAll(new HashSet<>(round));
    underWay.addAll(round);
    int done = round.size();
    hands++;
    callTheNext();
    lock.unlock();
    try {
      done = work.applyAsInt(round.stream().map(place -> place.thing).toList());
    } finally {
      lock.lock();
      hands--;
      round.forEach(underWay::remove);
      release(round, Math.max(1, done));
    }
  }

  /// None if all that wait have something in their way.
  private List<Place> nextRound() {
    List<Place> candidates = new ArrayList<>(waiting);
    candidates.removeIf(place -> !place.mayGo());
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Place> round = new ArrayList<>();
    round.add(candidates.remove(0));
    candidates.sort(Comparator.comparingInt(place -> place.weighs));
    long weighs = round.get(0).weighs;
    for (Place candidate : candidates) {
      if (round.size() == bounds.things() || weighs + candidate.weighs > bounds.weight()) {
        break;
      }
      if (round.stream().noneMatch(place -> apart.test(place.thing, candidate.thing))) {
        round.add(candidate);
        weighs += candidate.weighs;
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
      round.get(i).weigh();
      waiting.addFirst(round.get(i));
    }
    callTheNext();
  }

  private void callTheNext() {
    if (hands < bounds.hands()) {
      waiting.stream().filter(Place::mayGo).findFirst().ifPresent(next -> next.called.signal());
    }
  }
}
