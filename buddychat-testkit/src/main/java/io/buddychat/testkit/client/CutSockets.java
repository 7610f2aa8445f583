package io.buddychat.testkit.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/// Sockets that are lost, as a network loses them, after as many texts from the server as a test
/// says.
public final class CutSockets implements Sockets {

  private final Sockets whole;
  private final IntUnaryOperator texts;
  private final AtomicInteger opened = new AtomicInteger();

  /// @param texts how many the client hears on its first socket (1), its second (2), ...
  public CutSockets(Sockets whole, IntUnaryOperator texts) {
    this.whole = whole;
    this.texts = texts;
  }

  /// How many have been opened.
  public int opened() {
    return opened.get();
  }

  @Override
  public Socket open(Listener listener) {
    Cut cut = new Cut(listener, texts.applyAsInt(opened.incrementAndGet()));
    Socket socket = whole.open(cut);
    cut.socket.complete(socket);
    return socket;
  }

  /// Hears so many texts and no more.
  private static final class Cut implements Listener {

    private final CompletableFuture<Socket> socket = new CompletableFuture<>();
    private final Listener listener;
    private int left;

    Cut(Listener listener, int texts) {
      this.listener = listener;
      this.left = texts;
    }

    @Override
    public CompletionStage<?> text(String text) {
      if (left > 0) {
        left--;
        return listener.text(text);
      }
      var unused = socket.thenAccept(Socket::close);
      closed(new Closing(Closing.BROKEN, "cut by the test"));
      return new CompletableFuture<>();
    }

    @Override
    public void closed(Closing closing) {
      listener.closed(closing);
    }
  }
}
