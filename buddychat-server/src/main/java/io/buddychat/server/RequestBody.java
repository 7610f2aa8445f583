package io.buddychat.server;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/// Takes in the body of a request, within bounds: a client that sends too much, or a byte now and
/// then for ever, must not hold what others need.
///
/// @param most how many bytes are taken
/// @param longest how long all of it may take
record RequestBody(int most, Duration longest) {

  /// What a client is told with whose connection nothing more can be done.
  private static final List<HttpField> LAST =
      List.of(new HttpField(HttpHeader.CONNECTION, "close"));

  /// @throws RefusedException if it is too long, comes too slowly, or breaks off
  byte[] read(Request request) {
    if (request.getLength() > most) {
      throw tooLong();
    }
    Collecting body = new Collecting(request, most);
    body.run();
    try {
      byte[] bytes = body.done.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (bytes.length > most) {
        throw tooLong();
      }
      return bytes;
    } catch (TimeoutException e) {
      body.done.cancel(false);
      throw new RefusedException(new Refusal(408, "The body came too slowly.", LAST));
    } catch (ExecutionException e) {
      throw RefusedException.of(400, "The body broke off.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Refusal.tryAgain("The server stops."));
    }
  }

  private RefusedException tooLong() {
    return new RefusedException(
        new Refusal(413, "The body is longer than %d bytes.".formatted(most), LAST));
  }

  /// Reads on whenever something has come, until the end or a little over the bound.
  private static final class Collecting implements Runnable {

    private final Request request;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();

    Collecting(Request request, int most) {
      this.request = request;
      this.most = most;
    }

    @Override
    public void run() {
      while (!done.isDone()) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        take(chunk);
      }
    }

    private void take(Content.Chunk chunk) {
      if (Content.Chunk.isFailure(chunk)) {
        done.completeExceptionally(chunk.getFailure());
        return;
      }
      bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
      boolean enough = chunk.isLast() || bytes.size() > most;
      chunk.release();
      if (enough) {
        done.complete(bytes.toByteArray());
      }
    }
  }
}
