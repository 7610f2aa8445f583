package io.buddychat.persistence;

import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The nodes that share a PostgreSQL, by its `listen` and `notify`.
///
/// ## Why no commit notifies
///
/// A transaction that notifies takes a lock of the whole database while it commits, so all commits
/// would stand in one line. Here a thread of its own says, at most every [#TICK], what all commits
/// since then concern: a few notifications at most, whatever the load. A node that is
/// [alone][Company] says that it is there, every few seconds, and nothing else.
///
/// ## What a lost line costs
///
/// It is opened again, sooner or later after growing pauses. What was missed meanwhile nobody can
/// know, so then, and every [#LOOK] for no reason, the listener is told that it may be anything.
///
/// A pooler between a node and its database must hand on sessions as they are, for in PostgreSQL it
/// is a session that listens.
final class PostgresPeers implements Peers, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresPeers.class);

  /// How long a hint may wait for others to go with it.
  private static final Duration TICK = Duration.ofMillis(20);

  /// How long a node that is alone may take to notice that it is to stop.
  private static final Duration LONG_TICK = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final JdbiStore.Options options;
  private final PendingHints pending = new PendingHints();
  private final Company company = new Company();
  private final Thread thread = new Thread(this::run, "peers");

  /// Asks the store for the listener, beside the line.
  private final ExecutorService looks =
      new ThreadPoolExecutor(
          0, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PostgresPeers::daemon);

  private final AtomicBoolean lookWaits = new AtomicBoolean();
  private final LongAdder said = new LongAdder();
  private final LongAdder heard = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private volatile @Nullable PeerLine current;
  private volatile boolean stopping;
  private Optional<Listener> listener = Optional.empty();

  PostgresPeers(JdbiStore.Options options) {
    this.options = options;
    thread.setDaemon(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "peers-look");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void tellOfNews(Set<UserId> owners) {
    if (!company.isAlone()) {
      pending.news(owners);
    }
  }

  @Override
  public void tellOfEnds(Set<SessionId> sessions) {
    if (!company.isAlone()) {
      pending.ends(sessions);
    }
  }

  @Override
  public synchronized void listen(Listener theListener) {
    if (listener.isPresent()) {
      throw new IllegalStateException("somebody listens already");
    }
    listener = Optional.of(theListener);
    if (!stopping) {
      thread.start();
    }
  }

  /// How it goes at this moment.
  JdbiStore.PeersNow now() {
    return new JdbiStore.PeersNow(
        current != null, company.others(), said.sum(), heard.sum(), lost.sum());
  }

  private void run() {
    Listener told = listener();
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      try (PeerLine line = PeerLine.open(options)) {
        current = line;
        if (!pause.equals(FIRST_PAUSE)) {
          LOG.info("The other nodes can be heard again");
        }
        pause = FIRST_PAUSE;
        converse(line, told);
      } catch (SQLException | RuntimeException e) {
        if (!stopping) {
          lost.increment();
          if (pause.equals(FIRST_PAUSE)) {
            LOG.warn("No line to the other nodes; trying again", e);
          }
          sleep(pause);
          pause = longer(pause);
        }
      } finally {
        current = null;
      }
    }
  }

  private synchronized Listener listener() {
    return listener.orElseThrow();
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Until it is to stop, or the line is lost.
  private void converse(PeerLine line, Listener told) throws SQLException {
    company.begin();
    look(told);
    long lastLook = System.nanoTime();
    long lastSaid = System.nanoTime();
    while (!stopping) {
      long now = System.nanoTime();
      List<String> texts = new ArrayList<>();
      String ofOneself = company.due(now);
      if (!ofOneself.isEmpty()) {
        texts.add(ofOneself);
      }
      if (now - lastSaid >= TICK.toNanos()) {
        texts.addAll(pending.take());
        lastSaid = now;
      }
      say(line, texts);
      Duration tick = company.isAlone() ? LONG_TICK : TICK;
      for (PeerLine.Heard each : line.hear((int) tick.toMillis())) {
        heard.increment();
        hear(each, told);
      }
      if (now - lastLook >= LOOK.toNanos()) {
        look(told);
        lastLook = now;
      }
    }
    List<String> last = new ArrayList<>(pending.take());
    last.add(PeerMessage.GONE);
    say(line, last);
  }

  private void say(PeerLine line, List<String> texts) throws SQLException {
    if (!texts.isEmpty()) {
      line.say(texts);
      said.add(texts.size());
    }
  }

  private void hear(PeerLine.Heard each, Listener told) {
    PeerMessage message = PeerMessage.parse(each.text());
    company.hear(each.node(), message, System.nanoTime());
    if (!message.owners().isEmpty()) {
      told.news(message.owners());
    }
    if (!message.sessions().isEmpty()) {
      ask(() -> told.ends(message.sessions()));
    }
    if (message.anything()) {
      look(told);
    }
  }

  /// One that has not begun yet is enough for all.
  private void look(Listener told) {
    if (lookWaits.compareAndSet(false, true)) {
      ask(
          () -> {
            lookWaits.set(false);
            told.anything();
          });
    }
  }

  private void ask(Runnable question) {
    try {
      looks.execute(() -> asking(question));
    } catch (RejectedExecutionException e) {
      // It stops, and nobody waits for the answer any more.
    }
  }

  /// What failed is asked again with the next look.
  private void asking(Runnable question) {
    try {
      question.run();
    } catch (RuntimeException e) {
      if (!stopping) {
        LOG.warn("Could not look for what other nodes did", e);
      }
    }
  }

  /// Says what is still to be said, and stops.
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
    }
    looks.shutdown();
    try {
      thread.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    PeerLine line = current;
    if (line != null) {
      line.abort();
    }
  }
}
