package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.buddychat.testkit.client.Sockets.Closing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// What happens to one person's things, seen in one way: each event once and in order, whatever
/// becomes of the line. An [Inbox] is one.
///
/// Whoever wants an event takes it, and waits for it: no thread stands behind a feed, and the one
/// that takes does all the work. When the line is lost it opens another one and goes on behind the
/// last event it has handed out. It opens the first when the first event is wanted; where it begins
/// was settled before, so nothing is missed by that.
///
/// ```java
/// try (Feed<Change> changes = client.changes(ChangeFilter.ALL.of(ChangeKind.USER))) {
///   for (Change change : changes) { // until somebody closes it
///     ...
///   }
/// }
/// ```
///
/// It ends when it is [closed][#close], which any thread may do, or by what taking throws:
/// - [ResyncRequiredException] when the server has forgotten what comes after the cursor;
/// - [RefusedException] when the session is over, or the filter names what is not there;
/// - [IllegalStateException] when the other side is no BuddyChat.
///
/// A line that is lost is none of these; [#trouble] tells of it.
///
/// @param <E> the events
public sealed class Feed<E> implements Iterable<E>, AutoCloseable permits Inbox {

  /// The events that tell of nothing but a cursor.
  private static final Set<String> CURSORS = Set.of("SUBSCRIPTION_ACTIVE", "CHECKPOINT");

  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final Closing CLOSED_HERE = new Closing(1000, "closed by the client");

  private final Session session;
  private final Sockets sockets;
  private final View<E> view;
  private final Pace pace;
  private final Consumer<Feed<?>> whenClosed;

  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Optional<Listening> listening = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile String cursor;

  // Guarded by this: one thread takes at a time.
  private Optional<RuntimeException> over = Optional.empty();
  private long again = System.nanoTime();
  private int failures;
  private int refusals;

  /// What is asked for, and what becomes of it. The one field asked for has at least `cursor` and
  /// `operation`.
  ///
  /// @param variables those of the document, to go on after a cursor
  record View<E>(
      String document,
      Function<String, Map<String, Object>> variables,
      Function<JsonNode, E> event) {}

  Feed(
      Session session,
      Sockets sockets,
      String cursor,
      View<E> view,
      Pace pace,
      Consumer<Feed<?>> whenClosed) {
    this.session = session;
    this.sockets = sockets;
    this.cursor = cursor;
    this.view = view;
    this.pace = pace;
    this.whenClosed = whenClosed;
  }

  /// The next event, however long it takes.
  ///
  /// @throws NoSuchElementException if it is closed, before or meanwhile
  public E take() {
    return poll(FOR_EVER).orElseThrow(() -> new NoSuchElementException("it is closed"));
  }

  /// The next event, unless none comes in this time or it is closed.
  public Optional<E> poll(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      try {
        return next(deadline);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for an event", e);
      }
    }
  }

  /// Hands out events until it is closed.
  @Override
  public Iterator<E> iterator() {
    return new Iterator<>() {

      private Optional<E> next = Optional.empty();

      @Override
      public boolean hasNext() {
        if (next.isEmpty()) {
          next = poll(FOR_EVER);
        }
        return next.isPresent();
      }

      @Override
      public E next() {
        if (!hasNext()) {
          throw new NoSuchElementException("it is closed");
        }
        E event = next.orElseThrow();
        next = Optional.empty();
        return event;
      }
    };
  }

  /// Up to where everything was handed out. Who keeps it can go on from here in another program.
  public String cursor() {
    return cursor;
  }

  /// Why there is no line at the moment; empty while there is one, or none was needed yet.
  public Optional<String> trouble() {
    return trouble;
  }

  /// Ends it at once: whoever waits for an event goes on without one. Again does nothing.
  @Override
  public void close() {
    end.countDown();
    listening.ifPresent(now -> now.close(CLOSED_HERE));
    whenClosed.accept(this);
  }

  private boolean isClosed() {
    return end.getCount() == 0;
  }

  private Optional<E> next(long deadline) throws InterruptedException {
    while (!isClosed()) {
      if (over.isPresent()) {
        throw over.get();
      }
      if (listening.isEmpty() && !connect(deadline)) {
        return Optional.empty();
      }
      long left = deadline - System.nanoTime();
      Listening now = listening.orElseThrow();
      Optional<Listening.Heard> heard =
          now.take(Math.max(0, Math.min(left, pace.quiet().toNanos())));
      Optional<E> event = heard.flatMap(what -> dealWith(now, what));
      if (event.isPresent()) {
        return event;
      }
      if (heard.isEmpty()) {
        listenForLife(now);
        if (left <= 0) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /// @return whether there is a line now; not if it was closed, or the time was up before
  private boolean connect(long deadline) throws InterruptedException {
    long until = Math.min(again - System.nanoTime(), deadline - System.nanoTime());
    if (end.await(until, TimeUnit.NANOSECONDS) || again - System.nanoTime() > 0) {
      return false;
    }
    listening =
        Optional.of(
            new Listening(
                sockets,
                session.token(),
                Json.request(view.document(), view.variables().apply(cursor))));
    if (isClosed()) {
      listening.ifPresent(now -> now.close(CLOSED_HERE));
    }
    return true;
  }

  private Optional<E> dealWith(Listening now, Listening.Heard heard) {
    if (heard instanceof Listening.Answer answer) {
      return event(now, answer.answer());
    }
    if (heard instanceof Listening.Errors errors) {
      refused(now, RefusedException.of(errors.errors(), MissingNode.getInstance()));
    } else if (heard instanceof Listening.End ended) {
      closed(now, ended);
    }
    return Optional.empty();
  }

  private Optional<E> event(Listening now, JsonNode answer) {
    JsonNode data = answer.path("data");
    JsonNode event = data.size() == 1 ? data.elements().next() : MissingNode.getInstance();
    if (answer.has("errors") || !event.isObject()) {
      // Handed out as it is, it would say that something is gone which is not.
      refused(now, RefusedException.of(answer.path("errors"), answer.path("data")));
      return Optional.empty();
    }
    trouble = Optional.empty();
    cursor = Json.text(event, "cursor");
    refusals = 0;
    if (CURSORS.contains(Json.text(event, "operation"))) {
      return Optional.empty();
    }
    failures = 0;
    return Optional.of(view.event().apply(event));
  }

  private void refused(Listening now, RefusedException why) {
    now.close(CLOSED_HERE);
    switch (why.code()) {
      case UNAUTHENTICATED -> renew(now, why);
      case RATE_LIMITED, INTERNAL, OTHER -> later(why.toString(), 0, why.retryAfter());
      case RESYNC_REQUIRED -> end(new ResyncRequiredException(why));
      default -> end(why);
    }
  }

  private void closed(Listening now, Listening.End ended) {
    Closing closing = ended.closing();
    if (isClosed()) {
      return;
    }
    if (closing.isForGood()) {
      end(new IllegalStateException("the other side is no BuddyChat: " + closing));
    } else if (closing.isForTheToken()) {
      renew(now, RefusedException.unauthenticated(closing.reason()));
    } else {
      later(closing.toString(), closing.code(), closing.retryAfter());
    }
  }

  /// Goes on with a new token. One that is refused before it was ever good for anything is not
  /// replaced for ever.
  private void renew(Listening now, RefusedException why) {
    refusals++;
    if (refusals > pace.repeats()) {
      end(why);
      return;
    }
    try {
      session.renew(now.token(), why);
      if (refusals == 1) {
        listening = Optional.empty();
        again = System.nanoTime();
      } else {
        later(why.toString(), 0, Optional.empty());
      }
    } catch (RefusedException e) {
      if (e.code() == ErrorCode.UNAUTHENTICATED) {
        end(e);
      } else {
        later(e.toString(), 0, e.retryAfter());
      }
    } catch (UncheckedIOException e) {
      later(e.toString(), Closing.BROKEN, Optional.empty());
    }
  }

  private void later(String why, int code, Optional<Duration> retryAfter) {
    listening = Optional.empty();
    trouble = Optional.of(why);
    failures++;
    double chance = ThreadLocalRandom.current().nextDouble();
    again = System.nanoTime() + pace.after(failures, code, retryAfter, chance).toNanos();
  }

  private void end(RuntimeException why) {
    listening = Optional.empty();
    over = Optional.of(why);
  }

  private void listenForLife(Listening now) {
    if (!now.isAlive(pace.quiet())) {
      Closing silent = new Closing(Closing.BROKEN, "the server has fallen silent");
      now.close(silent);
      later(silent.toString(), silent.code(), Optional.empty());
    }
  }
}
