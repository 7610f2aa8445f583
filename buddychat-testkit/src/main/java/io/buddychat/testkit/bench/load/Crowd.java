package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// All writers and readers of a plan, served by one thread.
final class Crowd {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long LOOK_UP_MILLIS = 20;
  private static final long PACED_LOOK_UP_MILLIS = 1;

  private final Selector selector;
  private final List<Sending> writers = new ArrayList<>();
  private final List<Listening> readers = new ArrayList<>();

  /// What each lane's readers must have got since the beginning.
  private final Map<Integer, Told> told = new TreeMap<>();

  private final byte[] shared = new byte[1 << 20];
  private long nextNumber = 1;

  private Crowd(Selector selector) {
    this.selector = selector;
  }

  /// How many numbers, and what they add up to.
  private static final class Told {
    private long count;
    private long sum;
  }

  /// Returns when every reader listens.
  static Crowd open(Plan plan) throws IOException {
    Crowd crowd = new Crowd(Selector.open());
    for (Plan.Reader reader : plan.readers()) {
      Listening listening = Listening.open(plan, reader);
      listening.register(crowd.selector);
      crowd.readers.add(listening);
    }
    for (Plan.Writer writer : plan.writers()) {
      crowd.writers.add(crowd.sending(plan, writer));
    }
    return crowd;
  }

  private Sending sending(Plan plan, Plan.Writer writer) throws IOException {
    // Who writes into a room is in it: the writers take turns with those who listen.
    return plan.talk() == Plan.Talk.XMPP
        ? new RoomSending(writer, (RoomListening) readers.get(writers.size() % readers.size()))
        : new RequestSending(plan, writer);
  }

  /// Serves the readers for a moment: also who only listens must answer pings.
  void idle() throws IOException {
    turn(new Tally(), LOOK_UP_MILLIS);
  }

  /// Ends an [idle][#idle] moment.
  void wakeUp() {
    selector.wakeup();
  }

  /// One slice's counts.
  private static final class Tally {
    private final Map<Integer, LaneTally> lanes = new TreeMap<>();

    /// Who may send.
    private final Deque<Sending> free = new ArrayDeque<>();

    private long begun;
    private long start;
    private long end;
    private int underWay;

    LaneTally lane(int lane) {
      return lanes.computeIfAbsent(lane, none -> new LaneTally());
    }
  }

  private static final class LaneTally {
    private final Latencies latencies = new Latencies();
    private long refused;
  }

  /// Lets the writers of some lanes send until the time is over; returns when everything that they
  /// sent has been answered and has arrived, or does not arrive any more.
  ///
  /// @param perSecond how many messages all of them begin, however long the answers take, as long
  ///   as one of them is free; 0 when each sends as soon as it was answered
  Slice slice(long nanos, long perSecond, Set<Integer> lanes) throws IOException {
    List<Sending> working =
        new ArrayList<>(writers.stream().filter(writer -> lanes.contains(writer.lane())).toList());
    for (Sending writer : working) {
      writer.connect(selector);
    }
    Tally tally = new Tally();
    long before = got();
    tally.start = System.nanoTime();
    tally.end = tally.start + nanos;
    for (Sending writer : working) {
      tally.lane(writer.lane());
      tally.free.add(writer);
    }
    send(tally, perSecond);
    while (isUnderWay(tally, perSecond) && System.nanoTime() - tally.end < PATIENCE_NANOS) {
      turn(tally, perSecond == 0 ? LOOK_UP_MILLIS : PACED_LOOK_UP_MILLIS);
      send(tally, perSecond);
    }
    double seconds = (System.nanoTime() - tally.start) / 1e9;
    for (Sending writer : working) {
      writer.disconnect();
    }
    if (tally.underWay > 0) {
      working.removeAll(tally.free);
      throw new IOException(
          tally.underWay
              + " messages were not answered; one of them so far: "
              + working.get(0).soFar());
    }
    List<Slice.Lane> results = new ArrayList<>();
    tally.lanes.forEach(
        (lane, done) ->
            results.add(
                new Slice.Lane(
                    lane,
                    done.latencies.count(),
                    done.refused,
                    done.latencies.millis(0.5),
                    done.latencies.millis(0.99))));
    return new Slice(seconds, results, got() - before, missing());
  }

  private boolean isUnderWay(Tally tally, long perSecond) {
    boolean mayBegin = perSecond > 0 && System.nanoTime() < tally.end;
    return mayBegin || tally.underWay > 0 || got() < due();
  }

  /// Whoever is free sends, if it is time.
  private void send(Tally tally, long perSecond) throws IOException {
    long now = System.nanoTime();
    while (now < tally.end && !tally.free.isEmpty() && isTime(tally, perSecond, now)) {
      tally.free.remove().send(nextNumber++);
      tally.begun++;
      tally.underWay++;
    }
  }

  private static boolean isTime(Tally tally, long perSecond, long now) {
    return perSecond == 0 || tally.begun <= (now - tally.start) / 1e9 * perSecond;
  }

  private void turn(Tally tally, long lookUpMillis) throws IOException {
    selector.select(lookUpMillis);
    Set<SelectionKey> ready = selector.selectedKeys();
    for (SelectionKey key : ready) {
      if (key.attachment() instanceof Listening reader) {
        reader.read(shared);
        for (Sending writer : reader.answered()) {
          answer(writer, tally);
        }
      } else if (key.attachment() instanceof Sending writer) {
        answer(writer, tally);
      }
    }
    ready.clear();
  }

  private void answer(Sending writer, Tally tally) throws IOException {
    Answer.End end = writer.read();
    if (end == Answer.End.NOT_YET) {
      return;
    }
    tally.underWay--;
    long now = System.nanoTime();
    LaneTally lane = tally.lane(writer.lane());
    if (end == Answer.End.GOOD) {
      lane.latencies.add(now - writer.sentAt());
      Told all = told.computeIfAbsent(writer.lane(), none -> new Told());
      all.count++;
      all.sum += writer.sentNumber();
    } else {
      lane.refused++;
    }
    tally.free.add(writer);
  }

  private long got() {
    long count = 0;
    for (Listening reader : readers) {
      count += reader.count();
    }
    return count;
  }

  private long due() {
    long count = 0;
    for (Listening reader : readers) {
      Told all = told.get(reader.lane());
      count += all == null ? 0 : all.count;
    }
    return count;
  }

  private long missing() {
    long missing = 0;
    for (Listening reader : readers) {
      Told all = told.getOrDefault(reader.lane(), new Told());
      long difference = Math.abs(all.count - reader.count());
      missing += difference == 0 && all.sum != reader.sum() ? 1 : difference;
    }
    return missing;
  }
}
