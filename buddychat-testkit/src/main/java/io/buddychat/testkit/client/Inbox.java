package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.buddychat.testkit.client.Sockets.Closing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What happens in one person's mailbox: each event once and in order, whatever becomes of the
/// line.
///
/// Whoever wants an event takes it, and waits for it: no thread stands behind an inbox, and the one
/// that takes does all the work. When the line is lost it opens another one and goes on behind the
/// last event it has handed out. It opens the first when the first event is wanted; where it begins
/// was settled before, so nothing is missed by that.
///
/// ```java
/// try (Inbox inbox = client.inbox()) {
///   for (InboxEvent event : inbox) { // until somebody closes it
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
public final class Inbox implements Iterable<InboxEvent>, AutoCloseable {

  static final String DOCUMENT =
      """
      subscription ($after: Cursor, $operations: [Operation!], $conversationId: ID,
          $fromUserId: ID, $skipOwn: Boolean) {
        inbox(after: $after, operations: $operations, conversationId: $conversationId,
            fromUserId: $fromUserId, skipOwn: $skipOwn) %s
      }
      """
          .formatted(InboxEvent.FIELDS);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final Closing CLOSED_HERE = new Closing(1000, "closed by the client");

  private final Session session;
  private final Sockets sockets;
  private final InboxFilter filter;
  private final Pace pace;
  private final Consumer<Inbox> whenClosed;

  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Optional<Listening> listening = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile String cursor;

  // Guarded by this: one thread takes at a time.
  private Optional<RuntimeException> over = Optional.empty();
  private long again = System.nanoTime();
  private int failures;
  private int refusals;

  Inbox(
      Session session,
      Sockets sockets,
      String cursor,
      InboxFilter filter,
      Pace pace,
      Consumer<Inbox> whenClosed) {
    this.session = session;
    this.sockets = sockets;
    this.cursor = cursor;
    this.filter = filter;
    this.pace = pace;
    this.whenClosed = whenClosed;
  }

  /// The next event, however long it takes.
  ///
  /// @throws NoSuchElementException if the inbox is closed, before or meanwhile
  public InboxEvent take() {
    return poll(FOR_EVER).orElseThrow(() -> new NoSuchElementException("the inbox is closed"));
  }

  /// The next event, unless none comes in this time or the inbox is closed.
  public Optional<InboxEvent> poll(Duration patience) {
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

  /// Hands out events until the inbox is closed.
  @Override
  public Iterator<InboxEvent> iterator() {
    return new Iterator<>() {

      private Optional<InboxEvent> next = Optional.empty();

      @Override
      public boolean hasNext() {
        if (next.isEmpty()) {
          next = poll(FOR_EVER);
        }
        return next.isPresent();
      }

      @Override
      public InboxEvent next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the inbox is closed");
        }
        InboxEvent event = next.orElseThrow();
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

  private Optional<InboxEvent> next(long deadline) throws InterruptedException {
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
      Optional<InboxEvent> event = heard.flatMap(what -> dealWith(now, what));
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
                sockets, session.token(), Json.request(DOCUMENT, filter.variables(cursor))));
    if (isClosed()) {
      listening.ifPresent(now -> now.close(CLOSED_HERE));
    }
    return true;
  }

  private Optional<InboxEvent> dealWith(Listening now, Listening.Heard heard) {
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

  private Optional<InboxEvent> event(Listening now, JsonNode answer) {
    JsonNode event = answer.at("/data/inbox");
    if (answer.has("errors") || !event.isObject()) {
      // Handed out as it is, it would say that something is gone which is not.
      refused(now, RefusedException.of(answer.path("errors"), answer.path("data")));
      return Optional.empty();
    }
    trouble = Optional.empty();
    cursor = Json.text(event, "cursor");
    refusals = 0;
    if (event.path("payload").isNull()) {
      return Optional.empty(); // It is active, or a checkpoint.
    }
    failures = 0;
    return Optional.of(InboxEvent.of(event));
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
