package io.buddychat.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Lets a client that is still sending read its answer.
///
/// A request may be answered before its body has come: it is too long, its token is bad, there is
/// no such path. Were the connection closed then, with bytes in it that nobody read, the client's
/// system would hear that the connection is broken, and the client might never see the answer. So
/// the answer is sent at once; what still comes is read and thrown away, within bounds; and only
/// then is the request over (RFC 9112, section 9.6).
final class LingeringHandler extends Handler.Wrapper {

  private final Bounds bounds;

  LingeringHandler(Bounds bounds, Handler next) {
    super(next);
    this.bounds = bounds;
  }

  /// How much of one request is thrown away. Whoever sends more, or more slowly, is cut off.
  ///
  /// @param bytes how many bytes
  /// @param longest how long it may take
  record Bounds(long bytes, Duration longest) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Body body = new Body(request, bounds.bytes());
    Callback answered =
        new Callback.Nested(callback) {
          @Override
          public void succeeded() {
            end(body, response, getCallback());
          }
        };
    if (!super.handle(body, response, answered)) {
      Response.writeError(body, response, answered, HttpStatus.NOT_FOUND_404);
    }
    return true;
  }

  private void end(Body body, Response response, Callback callback) {
    if (response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101 || body.isOver()) {
      callback.succeeded();
    } else if (response.isCommitted()) {
      linger(body, callback);
    } else {
      response.write(
          true,
          BufferUtil.EMPTY_BUFFER,
          Callback.from(() -> linger(body, callback), callback::failed));
    }
  }

  private void linger(Body body, Callback callback) {
    var end =
        body.getComponents()
            .getScheduler()
            .schedule(
                () -> body.giveUp(callback::succeeded),
                bounds.longest().toMillis(),
                TimeUnit.MILLISECONDS);
    body.throwAway(
        () -> {
          end.cancel();
          callback.succeeded();
        });
  }

  /// A request whose body has one reader after the other: whoever answers it, then what throws the
  /// rest away. The first may have given up while it still waited for more, so it hands over the
  /// waiting too.
  private static final class Body extends Request.Wrapper {

    // Guarded by this, as is all that touches the body: Jetty leaves that to us.
    private long most;

    private Optional<Runnable> waiting = Optional.empty();
    private boolean handedOver;
    private boolean over;

    /// @param most how many bytes are thrown away
    Body(Request request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public synchronized Content.Chunk read() {
      return super.read();
    }

    @Override
    public synchronized void demand(Runnable reader) {
      if (!handedOver) {
        waiting = Optional.of(reader);
        super.demand(this::arrived);
      }
    }

    private void arrived() {
      Optional<Runnable> reader;
      synchronized (this) {
        reader = waiting;
        waiting = Optional.empty();
      }
      reader.ifPresent(Runnable::run);
    }

    /// Jetty's own would break off a body that is not there yet.
    @Override
    public boolean consumeAvailable() {
      return true;
    }

    /// Takes the body from whoever read it.
    ///
    /// @return whether nothing is left of it, as far as can be told without waiting
    synchronized boolean isOver() {
      handedOver = true;
      over = waiting.isEmpty() && !hasMore();
      return over;
    }

    /// Reads on whenever something has come, until the end, a failure, or too much.
    void throwAway(Runnable done) {
      synchronized (this) {
        if (over) {
          return;
        }
        if (waiting.isPresent()) {
          waiting = Optional.of(() -> throwAway(done));
          return;
        }
        if (hasMore()) {
          super.demand(() -> throwAway(done));
          return;
        }
        over = true;
      }
      done.run();
    }

    /// Reads no more. Since Jetty was asked for more, it breaks the connection off.
    void giveUp(Runnable done) {
      synchronized (this) {
        if (over) {
          return;
        }
        over = true;
      }
      done.run();
    }

    private boolean hasMore() {
      while (most >= 0) {
        Content.Chunk chunk = super.read();
        if (chunk == null) {
          return true;
        }
        most -= chunk.remaining();
        chunk.release();
        if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
          return false;
        }
      }
      return false;
    }
  }
}
