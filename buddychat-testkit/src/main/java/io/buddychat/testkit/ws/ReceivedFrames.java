package io.buddychat.testkit.ws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a server sent, in order: the waiting half of every [WsClient].
public final class ReceivedFrames {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<Object> frames = new LinkedBlockingQueue<>();
  private volatile Optional<WsClient.Closed> closing = Optional.empty();

  /// A text frame came.
  public void text(String text) {
    frames.add(text);
  }

  /// The socket was closed.
  public void closed(int code, String reason) {
    frames.add(new WsClient.Closed(code, reason));
  }

  /// See [WsClient#next].
  public String next() {
    Object frame = take("a message");
    if (frame instanceof String text) {
      return text;
    }
    throw new AssertionError("expected a message, but the socket was closed: " + frame);
  }

  /// See [WsClient#closed].
  public WsClient.Closed closed() {
    Object frame = take("the socket to be closed");
    if (frame instanceof WsClient.Closed closed) {
      return closed;
    }
    throw new AssertionError("expected the socket to be closed, but a message came: " + frame);
  }

  /// See [WsClient#closedAtLast].
  public WsClient.Closed closedAtLast() {
    while (true) {
      if (take("the socket to be closed") instanceof WsClient.Closed closed) {
        return closed;
      }
    }
  }

  /// The next text frame, for who expects that the server falls silent or goes.
  ///
  /// @return empty if none comes in this time, or the socket [is over][#isOver]
  public Optional<String> nextWithin(Duration patience) {
    @Nullable Object frame = isOver() ? null : poll(patience, "a message");
    if (frame instanceof WsClient.Closed closed) {
      closing = Optional.of(closed);
    }
    return frame instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// Whether [#nextWithin] has come to the end: the socket is closed, and everything before that
  /// was handed out.
  public boolean isOver() {
    return closing.isPresent();
  }

  /// How the socket was closed, once it [is over][#isOver].
  public Optional<WsClient.Closed> closing() {
    return closing;
  }

  private Object take(String expected) {
    @Nullable Object frame = poll(PATIENCE, expected);
    if (frame == null) {
      throw new AssertionError("waited in vain for " + expected);
    }
    return frame;
  }

  private @Nullable Object poll(Duration patience, String expected) {
    try {
      return frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + expected, e);
    }
  }
}
