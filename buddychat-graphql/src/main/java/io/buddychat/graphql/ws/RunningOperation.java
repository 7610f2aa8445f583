package io.buddychat.graphql.ws;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One operation, from the moment its id is reserved to its last message.
///
/// Its life: *reserved* (the id is taken, nothing runs; with the older protocol it may wait here
/// for the acknowledgement) → *running* ([Operations#start]) → perhaps *streaming* → *ended*. It
/// can end at any of these points, and after that it says nothing more, whatever its work still
/// brings.
///
/// Two threads of its own feed it: the executor's, which runs [#work], and the stream's, which
/// calls the methods of [Flow.Subscriber]. They only turn results into text, if there is [Room] for
/// it, and post events; all fields are the events', but for `ended`, which they may look at to save
/// themselves the trouble, and `written`.
final class RunningOperation
    implements Flow.Subscriber<Map<String, @Nullable Object>>, Room.Waiting {

  private static final Logger log = LoggerFactory.getLogger(RunningOperation.class);

  private final String id;
  private final WsRequest request;
  private final OperationTable table;
  private final Cancellation cancellation = new Cancellation();
  private volatile boolean ended;
  private boolean running;

  /// Whether it goes on as a stream. Set before its work returns, which is an event.
  private boolean streams;

  private Flow.@Nullable Subscription upstream;

  /// How many events the stream may still bring.
  private int allowed;

  /// How many events have left for the network since the stream was last asked for more.
  private final AtomicInteger written = new AtomicInteger();

  /// One object for all frames.
  private final IntConsumer onWritten = this::countWritten;

  /// What is to be said as soon as there is room, in order.
  private final Queue<Saying> held = new ArrayDeque<>(1);

  RunningOperation(String id, WsRequest request, OperationTable table) {
    this.id = id;
    this.request = request;
    this.table = table;
  }

  String id() {
    return id;
  }

  /// Begins to run. An event.
  void launch() {
    running = true;
    try {
      table.calls().make(this::work, this::workReturned);
    } catch (RuntimeException e) {
      running = false;
      fail(e);
    }
  }

  /// Not an event: runs on the executor. What was stopped before its turn came is not begun at all.
  private void work() {
    if (ended) {
      return;
    }
    try {
      switch (table.operations().start(request, cancellation)) {
        case Outcome.Rejected(var errors) -> bringLast(new ServerMessage.Failed(id, errors));
        case Outcome.Single(var result) ->
            bringLast(new ServerMessage.Next(id, result), new ServerMessage.Complete(id));
        case Outcome.Stream(var payloads) -> {
          streams = true;
          if (!ended) {
            payloads.subscribe(this);
          }
        }
      }
    } catch (RuntimeException | Error e) {
      table.post(() -> fail(e));
    }
  }

  private void workReturned() {
    running = false;
    if (ended) {
      table.released();
    }
    if (ended || streams) {
      table.passTurn(this);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    table.post(
        () -> {
          if (ended || upstream != null) {
            cancel(subscription);
          } else {
            upstream = subscription;
            table.confirmation().ifPresent(this::confirm);
            ask(subscription, table.window());
          }
        });
  }

  /// It is no event of the stream and does not count as one.
  private void confirm(Map<String, @Nullable Object> payload) {
    written.decrementAndGet();
    say(saying(false, new ServerMessage.Next(id, payload)));
  }

  @Override
  public void onNext(Map<String, @Nullable Object> payload) {
    if (ended) {
      return;
    }
    try {
      Saying event = saying(false, new ServerMessage.Next(id, payload));
      table.post(() -> pass(event));
    } catch (RuntimeException e) {
      table.post(() -> fail(e));
    }
  }

  private void pass(Saying event) {
    if (ended) {
      return;
    }
    if (allowed == 0) {
      fail(new IllegalStateException("the stream brought more than it was asked for"));
      return;
    }
    allowed--;
    say(event);
  }

  /// Asks for more by half windows, so that the stream neither runs dry nor is asked for each
  /// event.
  private void countWritten(int bytes) {
    table.room().give(bytes);
    if (written.incrementAndGet() == Math.max(1, table.window() / 2)) {
      table.post(
          () -> {
            int more = written.getAndSet(0);
            if (!ended && upstream != null) {
              ask(upstream, more);
            }
          });
    }
  }

  @Override
  public void onError(Throwable failure) {
    try {
      if (failure instanceof StreamFailure foreseen) {
        endAs(foreseen.ending());
      } else {
        table.post(() -> fail(failure));
      }
    } catch (RuntimeException e) {
      table.post(() -> fail(e));
    }
  }

  private void endAs(StreamFailure.Ending ending) {
    switch (ending) {
      case StreamFailure.Ending.Errors(var errors) ->
          bringLast(new ServerMessage.Failed(id, errors));
      case StreamFailure.Ending.Close(var code, var reason) ->
          table.post(
              () -> {
                if (!ended) {
                  table.closeSocket(code, reason);
                }
              });
    }
  }

  @Override
  public void onComplete() {
    bringLast(new ServerMessage.Complete(id));
  }

  /// Not an event. Ends the operation with these messages, after what it still holds.
  private void bringLast(ServerMessage... messages) {
    Saying last = saying(true, messages);
    table.post(() -> say(last));
  }

  // Events.

  /// The client, or the end of the connection, stops it. It says nothing.
  void stop() {
    if (!ended) {
      end();
      cancellation.request();
    }
  }

  /// What is still held is not said: a failure that nobody foresaw may be one of saying it.
  private void fail(Throwable failure) {
    if (!ended) {
      cancellation.request();
      held.clear();
      send(saying(true, new ServerMessage.Failed(id, Errors.masked(failure))));
    }
  }

  private void say(Saying saying) {
    if (ended) {
      return;
    }
    if (held.isEmpty() && !saying.texts().isEmpty()) {
      send(saying);
      return;
    }
    held.add(saying);
    if (held.size() == 1) {
      table.room().await(this);
    }
  }

  @Override
  public boolean sayOne() {
    Saying next = held.poll();
    if (next != null) {
      try {
        send(next);
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    return !held.isEmpty();
  }

  /// The text is made here if it could not be before; an end is an end before its last word.
  private void send(Saying saying) {
    List<byte[]> texts = saying.texts().isEmpty() ? textsOf(saying.messages()) : saying.texts();
    if (saying.last()) {
      end();
    }
    for (byte[] text : texts) {
      table.outlet().send(text, saying.last() ? table.onLastWritten() : onWritten);
    }
    if (saying.last()) {
      table.concluded();
    }
  }

  private void end() {
    ended = true;
    held.clear();
    table.room().leave(this);
    table.ended(this, running);
    if (upstream != null) {
      cancel(upstream);
      upstream = null;
    }
    if (!running) {
      table.passTurn(this);
    }
  }

  /// Something to be said, in one go.
  ///
  /// @param last whether nothing may follow
  /// @param texts its text, empty if there was no room for it yet
  private record Saying(boolean last, List<ServerMessage> messages, List<byte[]> texts) {}

  /// Any thread may ask, and those that bring results should: making text is the slow part of
  /// sending.
  private Saying saying(boolean last, ServerMessage... messages) {
    List<ServerMessage> all = List.of(messages);
    return new Saying(last, all, table.room().isLeft() ? textsOf(all) : List.of());
  }

  private List<byte[]> textsOf(List<ServerMessage> messages) {
    return messages.size() == 1
        ? List.of(table.outlet().textOf(messages.getFirst()))
        : messages.stream().map(table.outlet()::textOf).toList();
  }

  private void ask(Flow.Subscription subscription, int more) {
    allowed += more;
    try {
      subscription.request(more);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private static void cancel(Flow.Subscription subscription) {
    try {
      subscription.cancel();
    } catch (RuntimeException e) {
      log.warn("A stream could not be cancelled", e);
    }
  }
}
