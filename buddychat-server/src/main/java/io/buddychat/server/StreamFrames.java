package io.buddychat.server;

import io.buddychat.graphql.ws.WsCloseCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// The way to the network for one event stream: the body of an HTTP answer, which goes on.
///
/// ## How a client's leaving is noticed
///
/// While a request is being answered, Jetty does not read its connection, and so would notice only
/// by a write that fails. Here it is read instead: the end of it means that the client has left.
/// Bytes mean that it sent a second request behind one whose answer may never end; that one cannot
/// be answered, and the connection closes. For this the stream is the last on its connection.
final class StreamFrames implements Frames {

  private static final int SERVICE_UNAVAILABLE = 503;

  private final Response response;
  private final Callback exchange;
  private final EndPoint connection;
  private volatile Runnable gone = () -> {};

  /// Guarded by this: what comes after the end of an exchange would be said in the next one.
  private boolean over;

  StreamFrames(EventStreams.Exchange exchange) {
    this.response = exchange.response();
    this.exchange = exchange.callback();
    this.connection = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
  }

  /// Begins to look whether the client leaves. Comes before anything is written.
  ///
  /// @param then run once, when the stream is over, whoever ended it
  void watch(Runnable then) {
    gone = then;
    listen();
  }

  private void listen() {
    connection.tryFillInterested(Callback.from(this::heard, _ -> abort()));
  }

  private void heard() {
    try {
      if (connection.fill(BufferUtil.allocate(1)) == 0) {
        listen();
      } else {
        abort();
      }
    } catch (IOException e) {
      abort();
    }
  }

  /// Says how the answer begins, if nothing of it has left yet.
  synchronized void begin(int status, List<HttpField> headers) {
    if (!over && !response.isCommitted()) {
      response.setStatus(status);
      headers.forEach(response.getHeaders()::put);
    }
  }

  @Override
  public synchronized void write(List<byte[]> texts, Runnable done) {
    if (!over) {
      response.write(false, joined(texts), Callback.from(done, _ -> abort()));
    }
  }

  private static ByteBuffer joined(List<byte[]> texts) {
    ByteBuffer all = ByteBuffer.allocate(texts.stream().mapToInt(text -> text.length).sum());
    texts.forEach(all::put);
    return all.flip();
  }

  /// The protocol has said what is to be said about it. If it has said nothing at all, there is
  /// nothing to be had at the moment.
  @Override
  public synchronized void close(WsCloseCode code, String reason) {
    if (!over) {
      begin(SERVICE_UNAVAILABLE, List.of());
      response.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(this::completed, _ -> abort()));
    }
  }

  private void completed() {
    if (end()) {
      exchange.succeeded();
      gone.run();
    }
  }

  @Override
  public void abort() {
    if (end()) {
      // Of the kind that Jetty does not log: clients leave all the time.
      IOException cause = new EofException("the stream was broken off");
      connection.close(cause);
      exchange.failed(cause);
      gone.run();
    }
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }
}
