package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.client.Sockets.Closing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What one socket says of an inbox, until that socket ends.
///
/// It reads a little ahead of whoever takes, so that the server's pings are answered meanwhile.
/// When that is full it reads no more, which the server feels.
final class Listening implements Wire.Operation {

  private static final int AHEAD = 256;
  private static final CompletableFuture<?> ROOM = CompletableFuture.completedFuture("room");

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final Optional<String> token;
  private final Wire wire;
  private CompletableFuture<?> room = ROOM; // guarded by this

  // Of the thread that takes; by `System.nanoTime`.
  private long taken = System.nanoTime();
  private long asked = taken - 1;

  Listening(Sockets sockets, Optional<String> token, JsonNode request) {
    this.token = token;
    wire = new Wire(sockets, token);
    wire.begin(request, this);
  }

  /// One thing that was heard.
  sealed interface Heard permits Answer, Errors, End {}

  /// @param answer holds one event
  record Answer(JsonNode answer) implements Heard {}

  /// The server does not go on with it.
  record Errors(JsonNode errors) implements Heard {}

  /// There is nothing more to hear.
  record End(Closing closing, boolean wasAcknowledged) implements Heard {}

  /// The token that the socket was opened with.
  Optional<String> token() {
    return token;
  }

  /// The next thing that was heard; waits for it, but no longer than this.
  Optional<Heard> take(long nanos) throws InterruptedException {
    Waiting waiting = new Waiting(heard, System.nanoTime() + nanos);
    ForkJoinPool.managedBlock(waiting);
    Optional<Heard> next = waiting.found;
    if (next.isPresent()) {
      taken = System.nanoTime();
    }
    CompletableFuture<?> free;
    synchronized (this) {
      free = heard.size() < AHEAD ? room : ROOM;
    }
    free.complete(null);
    return next;
  }

  /// Waits such that a pool, should the thread be of one, lets another work meanwhile: the JDK's
  /// client needs the common one to open a socket.
  private static final class Waiting implements ForkJoinPool.ManagedBlocker {

    private final BlockingQueue<Heard> heard;
    private final long deadline;
    private Optional<Heard> found = Optional.empty();

    Waiting(BlockingQueue<Heard> heard, long deadline) {
      this.heard = heard;
      this.deadline = deadline;
    }

    @Override
    public boolean isReleasable() {
      if (found.isEmpty()) {
        found = Optional.ofNullable(heard.poll());
      }
      return found.isPresent() || deadline - System.nanoTime() <= 0;
    }

    @Override
    public boolean block() throws InterruptedException {
      if (found.isEmpty()) {
        long left = deadline - System.nanoTime();
        found = Optional.ofNullable(heard.poll(left, TimeUnit.NANOSECONDS));
      }
      return true;
    }
  }

  /// Whether the server still lives. One that was quiet for so long is asked, and given as long
  /// again to answer.
  boolean isAlive(Duration quiet) {
    long now = System.nanoTime();
    long last = Math.max(taken, wire.heard());
    if (asked - last > 0) {
      return now - asked < quiet.toNanos();
    }
    if (now - last >= quiet.toNanos()) {
      asked = now;
      wire.ping();
    }
    return true;
  }

  void close(Closing why) {
    wire.close(why);
  }

  @Override
  public synchronized CompletionStage<?> next(JsonNode answer) {
    heard.add(new Answer(answer));
    if (heard.size() >= AHEAD && room.isDone()) {
      room = new CompletableFuture<>();
    }
    return room;
  }

  @Override
  public void failed(JsonNode errors) {
    heard.add(new Errors(errors));
  }

  @Override
  public void complete() {
    wire.close(new Closing(Closing.BROKEN, "the server does not go on"));
    heard.add(new End(new Closing(Closing.BROKEN, "the server does not go on"), true));
  }

  @Override
  public void closed(Closing closing, boolean wasAcknowledged) {
    heard.add(new End(closing, wasAcknowledged));
  }
}
