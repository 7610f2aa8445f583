package io.buddychat.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jetty, as we want it: one port, requests on virtual threads, and nothing told about itself.
final class HttpFront {

  private static final Logger log = LoggerFactory.getLogger(HttpFront.class);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int LONGEST_HEAD = 32 << 10;
  private static final int BACKLOG = 1024;

  /// Jetty's own numbers. What may block runs on virtual threads, of which there are any number.
  private static final int MOST_THREADS = 200;

  private static final int LEAST_THREADS = 8;
  private static final Bounds BOUNDS =
      new Bounds(
          Duration.ofSeconds(15), new LingeringHandler.Bounds(64 << 20, Duration.ofSeconds(10)));

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler handler;

  HttpFront(String host, int port, Executor virtualThreads, Served served) {
    this(host, port, virtualThreads, BOUNDS, served);
  }

  /// What answers here.
  ///
  /// @param always what is asked first, and goes on answering while the front is drained
  /// @param handler what answers everything else, until then
  /// @param log is told of each answer
  record Served(Handler always, Handler handler, RequestLog log) {

    static Served only(Handler handler) {
      return new Served(new Handler.Sequence(), handler, (_, _) -> {});
    }
  }

  /// What a client may ask of our patience.
  ///
  /// @param head how long the head of a request may take
  /// @param lingering how much is still read of a request that has been answered
  record Bounds(Duration head, LingeringHandler.Bounds lingering) {}

  HttpFront(String host, int port, Executor virtualThreads, Bounds bounds, Served served) {
    // With a queue of its own, Jetty would ask for all that Java tells about itself, to learn one
    // number: a tenth of the whole start.
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, new LinkedBlockingQueue<>());
    threads.setName("http");
    threads.setVirtualThreadsExecutor(virtualThreads);
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(LONGEST_HEAD);
    this.connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    // Otherwise a stop would cut off, after a second, requests and sockets that have time to
    // finish.
    connector.setShutdownIdleTimeout(-1);
    this.handler = new GracefulHandler(served.handler());
    connector.addBean(new SlowHeads(bounds.head(), connector.getScheduler()));
    server.addConnector(connector);
    server.setHandler(
        new RequestIdHandler(
            new LingeringHandler(
                bounds.lingering(), new Handler.Sequence(served.always(), this.handler))));
    server.setRequestLog(served.log());
    server.setErrorHandler(new JsonErrors());
  }

  /// Takes the port. From now on clients can connect, and wait.
  void bind() throws IOException {
    connector.open();
  }

  /// Serves those who connect.
  void start() throws Exception {
    server.start();
  }

  /// The port that was taken.
  int port() {
    return connector.getLocalPort();
  }

  /// Takes no more connections and no more requests; those that run go on.
  ///
  /// @return done when the last has been answered
  CompletableFuture<?> drain() {
    // Not waited for: it would be done only when each idle connection has gone.
    var _ = connector.shutdown();
    connector.close();
    return handler.shutdown();
  }

  /// Lets go of the port and of every connection.
  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The web server did not stop in order", e);
    }
  }
}
