package io.buddychat.server;

import io.buddychat.graphql.ws.Timers;
import io.buddychat.graphql.ws.WsCloseCode;
import io.buddychat.graphql.ws.WsSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// What waits to be written to one socket.
///
/// There is one write at a time; what gathers meanwhile goes out as one. It is begun by the
/// executor and not by who sends: so whoever sends never waits for the network, and what is sent in
/// one go costs one system call.
///
/// How much waits is bounded by who sends: the protocol has room for so much and no more on its way
/// to one client. The time it waits is bounded here: a client that has read nothing at all for a
/// while is closed with [WsCloseCode#TRY_AGAIN_LATER]. Nothing is ever dropped in silence: what
/// comes after a gap would be a lie.
final class OutboundQueue implements WsSocket {

  private final Frames frames;
  private final Executor executor;
  private final Timers timers;
  private final Bounds bounds;

  /// Guarded by itself, as are the fields below.
  private final Queue<Waiting> waiting = new ArrayDeque<>(1);

  private boolean writing;
  private boolean goodbyeSaid;
  private boolean ended;
  private Optional<Close> close = Optional.empty();

  /// How many writes have begun.
  private long writes;

  /// Looks whether a write is stuck. It is set by a write, and not again for the next one, since
  /// there are many: it looks whether it finds the same one.
  private Optional<Timers.Timer> look = Optional.empty();

  private final AtomicInteger turns = new AtomicInteger();

  OutboundQueue(Frames frames, Executor executor, Timers timers, Bounds bounds) {
    this.frames = frames;
    this.executor = executor;
    this.timers = timers;
    this.bounds = bounds;
  }

  /// How it is written.
  ///
  /// @param atOnce how many frames make one write at most
  /// @param patience how long one write may take at least; at most twice as long. Then, as long as
  ///   this, the goodbye
  record Bounds(int atOnce, Duration patience) {}

  private static final class Waiting {

    private final byte[] text;
    private final IntConsumer written;

    Waiting(byte[] text, IntConsumer written) {
      this.text = text;
      this.written = written;
    }
  }

  private record Close(WsCloseCode code, String reason) {}

  @Override
  public void send(byte[] text, IntConsumer written) {
    synchronized (waiting) {
      if (ended || close.isPresent()) {
        return;
      }
      waiting.add(new Waiting(text, written));
    }
    wake();
  }

  @Override
  public void close(WsCloseCode code, String reason) {
    synchronized (waiting) {
      if (ended || close.isPresent()) {
        return;
      }
      close = Optional.of(new Close(code, reason));
    }
    wake();
  }

  /// The socket is gone, whoever closed it.
  void closed() {
    synchronized (waiting) {
      end();
    }
  }

  /// How many frames wait.
  int depth() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void wake() {
    if (turns.getAndIncrement() == 0) {
      executor.execute(this::takeTurns);
    }
  }

  private void takeTurns() {
    do {
      takeTurn();
    } while (turns.decrementAndGet() > 0);
  }

  /// Begins the next write, unless one is under way. Its end is a turn again, so that writes which
  /// are done at once do not pile up on the stack.
  private void takeTurn() {
    List<Waiting> batch;
    synchronized (waiting) {
      if (writing || goodbyeSaid || ended) {
        return;
      }
      batch = takeBatch();
      if (batch.isEmpty() && close.isEmpty()) {
        return;
      }
      writing = true;
      writes++;
      goodbyeSaid = batch.isEmpty();
      if (goodbyeSaid || look.isEmpty()) {
        lookLater();
      }
    }
    if (batch.isEmpty()) {
      sayGoodbye();
    } else {
      frames.write(texts(batch), () -> written(batch));
    }
  }

  private List<Waiting> takeBatch() {
    List<Waiting> batch = new ArrayList<>(Math.min(waiting.size(), bounds.atOnce()));
    while (!waiting.isEmpty() && batch.size() < bounds.atOnce()) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  private static List<byte[]> texts(List<Waiting> batch) {
    List<byte[]> texts = new ArrayList<>(batch.size());
    for (Waiting frame : batch) {
      texts.add(frame.text);
    }
    return texts;
  }

  private void written(List<Waiting> batch) {
    synchronized (waiting) {
      writing = false;
      if (ended) {
        return;
      }
    }
    for (Waiting frame : batch) {
      frame.written.accept(frame.text.length);
    }
    wake();
  }

  private void sayGoodbye() {
    Close last = close.orElseThrow();
    frames.close(last.code(), last.reason());
  }

  /// The client does not read. Nothing more can be said to it but, perhaps, why.
  private void giveUp() {
    waiting.clear();
    if (close.isEmpty()) {
      close = Optional.of(new Close(WsCloseCode.TRY_AGAIN_LATER, "Too slow"));
    }
  }

  /// Instead of any look that was to come.
  private void lookLater() {
    look.ifPresent(Timers.Timer::cancel);
    long write = writes;
    look = Optional.of(timers.after(bounds.patience(), () -> look(write)));
  }

  /// @param write the one that was under way when this was to be done later
  private void look(long write) {
    boolean hopeless;
    synchronized (waiting) {
      if (ended) {
        return;
      }
      look = Optional.empty();
      if (!writing) {
        return;
      }
      if (writes != write) {
        lookLater();
        return;
      }
      hopeless = goodbyeSaid;
      goodbyeSaid = true;
      giveUp();
      look = Optional.of(timers.after(bounds.patience(), frames::abort));
    }
    if (hopeless) {
      frames.abort();
    } else {
      sayGoodbye();
    }
  }

  private void end() {
    ended = true;
    waiting.clear();
    look.ifPresent(Timers.Timer::cancel);
  }
}
