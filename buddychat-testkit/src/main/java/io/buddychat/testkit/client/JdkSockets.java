package io.buddychat.testkit.client;

import io.buddychat.testkit.client.Sockets.Closing;
import io.buddychat.testkit.client.Sockets.Listener;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sockets by the JDK's own WebSocket client.
final class JdkSockets implements Sockets {

  private static final String SUBPROTOCOL = "graphql-transport-ws";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI server;

  JdkSockets(URI server) {
    this.server = URI.create(server.toString().replaceFirst("^http", "ws"));
  }

  @Override
  public Socket open(Listener listener) {
    Ear ear = new Ear(listener);
    CompletableFuture<WebSocket> opening =
        HttpTransport.HTTP
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .subprotocols(SUBPROTOCOL)
            .buildAsync(server, ear);
    return new Mouth(opening, ear);
  }

  /// Says one thing after another: the JDK takes no text before the last one is out.
  private static final class Mouth implements Socket {

    private final Ear ear;
    // Guarded by this.
    private CompletableFuture<WebSocket> last;

    Mouth(CompletableFuture<WebSocket> opening, Ear ear) {
      this.ear = ear;
      this.last = opening;
      then(CompletableFuture::completedFuture);
    }

    @Override
    public void send(String text) {
      then(socket -> socket.sendText(text, true));
    }

    @Override
    public void close() {
      ear.stop();
      then(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
      synchronized (this) {
        last = last.whenComplete((socket, failed) -> abort(socket));
      }
    }

    private static void abort(@Nullable WebSocket socket) {
      if (socket != null) {
        socket.abort();
      }
    }

    private synchronized void then(Function<WebSocket, CompletionStage<WebSocket>> what) {
      last = last.thenCompose(what);
      var unused =
          last.exceptionally(
              failed -> {
                ear.broken(failed);
                throw new CompletionException(failed);
              });
    }
  }

  /// Puts the parts of a text together, and asks for the next when there is room for it.
  private static final class Ear implements WebSocket.Listener {

    private final Listener listener;
    private final StringBuilder text = new StringBuilder();
    private final AtomicBoolean ended = new AtomicBoolean();

    Ear(Listener listener) {
      this.listener = listener;
    }

    /// Nobody listens any more.
    void stop() {
      ended.set(true);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        var unused = listener.text(whole).thenRun(() -> socket.request(1));
      } else {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      end(new Closing(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      broken(error);
    }

    void broken(Throwable failed) {
      Throwable cause = failed;
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      Optional<Duration> retryAfter =
          cause instanceof WebSocketHandshakeException refused
              ? HttpTransport.retryAfter(refused.getResponse().headers())
              : Optional.empty();
      end(new Closing(Closing.BROKEN, told(cause), retryAfter));
    }

    private static String told(Throwable cause) {
      return cause instanceof WebSocketHandshakeException refused
          ? "HTTP status " + refused.getResponse().statusCode()
          : cause.toString();
    }

    private void end(Closing closing) {
      if (ended.compareAndSet(false, true)) {
        listener.closed(closing);
      }
    }
  }
}
