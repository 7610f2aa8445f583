package io.buddychat.graphql.ws;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/// How much may be on its way to one client at once, in bytes, over all its operations.
///
/// A stream's window counts events, and nobody knows how long the next one will be: a hundred
/// streams of long messages would be hundreds of megabytes. So text is made of a result only while
/// there is room. Without room, the operation keeps the result as it is (of which many share their
/// parts, and a stream is asked for no more than its window) and stands in line; as the client
/// reads, operations take turns, one result each. So a client that reads is never closed for being
/// sent much, and one that does not read costs little until it is.
///
/// A result needs only *some* room, for it cannot be cut. A little more than allowed may thus be on
/// its way: one result for each processor that makes text at this moment.
final class Room {

  /// What a frame costs besides its bytes, about.
  private static final int OVERHEAD = 100;

  private final long most;
  private final Mailbox mailbox;
  private final AtomicLong taken = new AtomicLong();

  /// Those in line. Used by events only.
  private final Queue<Waiting> line = new ArrayDeque<>(1);

  private volatile boolean somebodyWaits;

  Room(long most, Mailbox mailbox) {
    this.most = most;
    this.mailbox = mailbox;
  }

  /// Somebody who has something to say.
  interface Waiting {

    /// Says one thing. An event.
    ///
    /// @return whether there is more
    boolean sayOne();
  }

  /// Whether there is some. Any thread may ask.
  boolean isLeft() {
    return taken.get() < most;
  }

  /// A frame of so many bytes is on its way.
  void take(int bytes) {
    taken.addAndGet(bytes + OVERHEAD);
  }

  /// A frame of so many bytes has left for the network. Any thread may tell.
  void give(int bytes) {
    taken.addAndGet(-(bytes + OVERHEAD));
    serveIfPossible();
  }

  /// Gets in line. Only an event may.
  void await(Waiting waiting) {
    line.add(waiting);
    somebodyWaits = true;
    // Room may have come in the moment before anybody could know that it is waited for.
    serveIfPossible();
  }

  /// Leaves the line, with nothing more to say. Only an event may.
  void leave(Waiting waiting) {
    line.remove(waiting);
    somebodyWaits = !line.isEmpty();
  }

  private void serveIfPossible() {
    if (somebodyWaits && isLeft()) {
      mailbox.post(this::serve);
    }
  }

  private void serve() {
    while (!line.isEmpty() && isLeft()) {
      Waiting next = line.remove();
      if (next.sayOne()) {
        line.add(next);
      }
    }
    somebodyWaits = !line.isEmpty();
  }
}
