package io.buddychat.graphql.ws;

import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
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
/// calls the methods of [Flow.Subscriber]. They only turn results into text and post events; all
/// fields are the events', but for `ended`, which they may look at to save themselves the trouble,
/// and `written`.
final class RunningOperation implements Flow.Subscriber<Map<String, @Nullable Object>> {

  private static final Logger log = LoggerFactory.getLogger(RunningOperation.class);

  private final String id;
  private final WsRequest request;
  private final OperationTable table;
  private final Cancellation cancellation = new Cancellation();
  private volatile boolean ended;
  private boolean running;
  private Flow.@Nullable Subscription upstream;

  /// How many events the stream may still bring.
  private int allowed;

  /// How many events have left for the network since the stream was last asked for more.
  private final AtomicInteger written = new AtomicInteger();

  /// One object for all frames.
  private final Runnable onWritten = this::countWritten;

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
        case Outcome.Rejected(var errors) -> {
          String last = textOf(new ServerMessage.Failed(id, errors));
          table.post(() -> conclude(last));
        }
        case Outcome.Single(var result) -> {
          String only = textOf(new ServerMessage.Next(id, result));
          String last = textOf(new ServerMessage.Complete(id));
          table.post(() -> conclude(only, last));
        }
        case Outcome.Stream(var payloads) -> {
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
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    table.post(
        () -> {
          if (ended || upstream != null) {
            cancel(subscription);
          } else {
            upstream = subscription;
            ask(subscription, table.window());
          }
        });
  }

  @Override
  public void onNext(Map<String, @Nullable Object> payload) {
    if (ended) {
      return;
    }
    try {
      String text = textOf(new ServerMessage.Next(id, payload));
      table.post(() -> pass(text));
    } catch (RuntimeException e) {
      table.post(() -> fail(e));
    }
  }

  private void pass(String text) {
    if (ended) {
      return;
    }
    if (allowed == 0) {
      fail(new IllegalStateException("the stream brought more than it was asked for"));
      return;
    }
    allowed--;
    table.outlet().send(text, onWritten);
  }

  /// Asks for more by half windows, so that the stream neither runs dry nor is asked for each
  /// event.
  private void countWritten() {
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
      case StreamFailure.Ending.Errors(var errors) -> {
        String last = textOf(new ServerMessage.Failed(id, errors));
        table.post(() -> conclude(last));
      }
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
    String last = textOf(new ServerMessage.Complete(id));
    table.post(() -> conclude(last));
  }

  // Events.

  /// The client, or the end of the connection, stops it. It says nothing.
  void stop() {
    if (!ended) {
      end();
      cancellation.request();
    }
  }

  private void fail(Throwable failure) {
    if (!ended) {
      cancellation.request();
      conclude(textOf(new ServerMessage.Failed(id, Errors.masked(failure))));
    }
  }

  private void conclude(String... last) {
    if (!ended) {
      end();
      for (String text : last) {
        table.outlet().send(text, () -> {});
      }
      table.concluded();
    }
  }

  private void end() {
    ended = true;
    table.ended(this, running);
    if (upstream != null) {
      cancel(upstream);
      upstream = null;
    }
  }

  /// Any thread may ask, and those that bring results should: this is the slow part of sending.
  private String textOf(ServerMessage message) {
    return table.outlet().textOf(message);
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
