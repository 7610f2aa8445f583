package io.buddychat.testkit.ws;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a server sent, in order: the waiting half of every [WsClient].
public final class ReceivedFrames {

  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<Object> frames = new LinkedBlockingQueue<>();

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

  private Object take(String expected) {
    @Nullable Object frame;
    try {
      frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + expected, e);
    }
    if (frame == null) {
      throw new AssertionError("waited in vain for " + expected);
    }
    return frame;
  }
}
