package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.client.Sockets.Closing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Everything over sockets: one on which all is asked, and one for each inbox.
///
/// Whoever logs in does so over a socket that is nobody's; it is theirs from then on, and is used
/// on. A new token of somebody whose socket is open is a new socket too, and the old one goes.
final class SocketTransport extends Transport {

  private static final long PATIENCE_SECONDS = 60;
  private static final Closing DONE_WITH = new Closing(1000, "the client is done with it");

  private final Sockets sockets;

  // Guarded by this.
  private Optional<Shared> shared = Optional.empty();
  private boolean closed;

  SocketTransport(Sockets sockets) {
    this.sockets = sockets;
  }

  /// A socket, and whose it is.
  private record Shared(Wire wire, Optional<String> token) {}

  @Override
  JsonNode ask(JsonNode request, Optional<String> token) {
    Asked asked = new Asked();
    begin(request, token, asked);
    return asked.await();
  }

  /// One at a time, lest a socket is closed as idle which somebody is about to use.
  private synchronized void begin(JsonNode request, Optional<String> token, Asked asked) {
    wire(token).begin(request, asked);
  }

  private Wire wire(Optional<String> token) {
    if (closed) {
      throw new IllegalStateException("this client is closed");
    }
    Optional<Wire> open =
        shared.filter(now -> now.token().equals(token)).map(Shared::wire).filter(Wire::isOpen);
    if (open.isPresent()) {
      return open.get();
    }
    shared.ifPresent(old -> old.wire().closeWhenIdle(DONE_WITH));
    Wire wire = new Wire(sockets, token);
    shared = Optional.of(new Shared(wire, token));
    return wire;
  }

  @Override
  synchronized void signedIn(String token) {
    shared =
        shared
            .filter(now -> now.token().isEmpty())
            .map(now -> new Shared(now.wire(), Optional.of(token)))
            .or(() -> shared);
  }

  @Override
  Sockets sockets() {
    return sockets;
  }

  @Override
  JsonNode upload(String name, String contentType, byte[] content, Optional<String> token) {
    throw new UnsupportedOperationException("files go by HTTP: Transport.http");
  }

  @Override
  byte[] download(String path, Optional<String> token) {
    throw new UnsupportedOperationException("files come by HTTP: Transport.http");
  }

  @Override
  synchronized void close() {
    closed = true;
    shared.ifPresent(now -> now.wire().close(DONE_WITH));
  }

  /// One question, and its answer.
  private static final class Asked implements Wire.Operation {

    private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();

    JsonNode await() {
      try {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RefusedException refused
            ? refused
            : new UncheckedIOException(new IOException(e.getCause()));
      } catch (TimeoutException e) {
        throw new UncheckedIOException(new IOException("no answer over the socket", e));
      } catch (InterruptedException e) {
        throw HttpTransport.interrupted();
      }
    }

    @Override
    public CompletionStage<?> next(JsonNode payload) {
      answer.complete(payload);
      return answer;
    }

    @Override
    public void failed(JsonNode errors) {
      answer.complete(Json.read(Json.write(Map.of("errors", errors))).orElseThrow());
    }

    @Override
    public void complete() {
      answer.completeExceptionally(new IOException("the operation ended without an answer"));
    }

    @Override
    public void closed(Closing closing, boolean wasAcknowledged) {
      answer.completeExceptionally(
          !wasAcknowledged && closing.isForTheToken()
              ? RefusedException.unauthenticated(closing.reason())
              : new IOException("the socket was " + closing));
    }
  }
}
