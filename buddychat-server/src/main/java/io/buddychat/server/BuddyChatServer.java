package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.peer.Peers;
import io.buddychat.domain.user.Passwords;
import io.buddychat.graphql.Hooks;
import io.buddychat.graphql.ws.Timers;
import io.buddychat.persistence.JdbiStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running BuddyChat: HTTP and WebSocket on one port.
///
/// ```java
/// try (BuddyChatServer server = BuddyChatServer.start(settings)) {
///   System.out.println(server.uri());   // http://127.0.0.1:8080/graphql
/// }
/// ```
///
/// It stops in the order in which nothing is lost: it says so at `/readyz`, takes no new requests,
/// those that run finish (within a few seconds), sockets are closed such that their clients come
/// back, and last the store.
public final class BuddyChatServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BuddyChatServer.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final HttpFront front;
  private final OpenSockets sockets;
  private final Resources resources;
  private final URI uri;
  private final Duration delay;
  private final Duration grace;
  private final Readiness readiness;
  private final AtomicBoolean closed = new AtomicBoolean();

  private BuddyChatServer(
      HttpFront front,
      OpenSockets sockets,
      Resources resources,
      URI uri,
      Duration delay,
      Duration grace,
      Readiness readiness) {
    this.front = front;
    this.sockets = sockets;
    this.resources = resources;
    this.uri = uri;
    this.delay = delay;
    this.grace = grace;
    this.readiness = readiness;
  }

  /// Starts a server with everything as the settings say.
  ///
  /// @throws StartFailed if it cannot
  public static BuddyChatServer start(Settings settings) {
    return with(settings).start();
  }

  /// Prepares a server of which parts are replaced.
  public static Builder with(Settings settings) {
    return new Builder(settings);
  }

  /// Where it listens.
  public URI uri() {
    return uri;
  }

  /// How many sockets are open.
  int openSockets() {
    return sockets.count();
  }

  /// Stops it and waits until it has stopped. Again does nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    log.info("Stopping");
    readiness.stop();
    Waiting.atMost(delay, new CompletableFuture<>());
    var requests = front.drain();
    var lastSocket = sockets.closeAll(grace);
    Waiting.atMost(grace, CompletableFuture.allOf(requests, lastSocket));
    Waiting.atMost(LAST_WORDS, lastSocket);
    resources.close();
    log.info("Stopped");
  }

  /// Why a server could not start. The message is one line for whoever started it.
  public static final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailed(String message) {
      super(message);
    }

    StartFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Replaces parts of a server, for tests and for those who embed one.
  public static final class Builder {

    private final Settings settings;
    private Optional<Store> store = Optional.empty();
    private Optional<Passwords> passwords = Optional.empty();
    private Hooks hooks = Hooks.NONE;
    private Clock clock = Clock.systemUTC();
    private Optional<Duration> grace = Optional.empty();
    private Duration patience = Duration.ofSeconds(10);

    private Builder(Settings settings) {
      this.settings = settings;
    }

    /// Another store than the settings' database. Whoever gives it closes it.
    public Builder store(Store newStore) {
      store = Optional.of(newStore);
      return this;
    }

    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    public Builder passwords(Passwords newPasswords) {
      passwords = Optional.of(newPasswords);
      return this;
    }

    /// What is asked when sockets and operations begin.
    public Builder hooks(Hooks newHooks) {
      hooks = newHooks;
      return this;
    }

    /// How long requests that run may take when it stops.
    Builder grace(Duration newGrace) {
      grace = Optional.of(newGrace);
      return this;
    }

    /// How long a socket's client may read nothing.
    Builder patience(Duration newPatience) {
      patience = newPatience;
      return this;
    }

    /// Starts it.
    ///
    /// @throws StartFailed if it cannot
    public BuddyChatServer start() {
      Secret secret = Secret.of(settings);
      Resources resources = new Resources();
      try {
        return start(secret, resources);
      } catch (RuntimeException | Error e) {
        resources.close();
        throw e;
      }
    }

    private BuddyChatServer start(Secret secret, Resources resources) {
      ExecutorService threads =
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("task-", 0).factory());
      resources.add(() -> end(threads));
      ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, Builder::timer);
      scheduler.setRemoveOnCancelPolicy(true);
      resources.add(scheduler::shutdownNow);
      Store kept = store.orElseGet(() -> resources.add(Database.open(settings)).store());
      Turnstile turnstile = new Turnstile(settings.requests());
      Metrics metrics = new Metrics(turnstile, () -> connections(kept), () -> peersNow(kept));
      Assembly assembly =
          new Assembly(
              settings,
              kept,
              peers(kept),
              AttachmentFolder.open(settings),
              passwords,
              hooks,
              clock,
              secret,
              threads,
              Timers.on(scheduler),
              patience,
              turnstile,
              metrics);
      OpenSockets sockets = new OpenSockets(settings.socketBounds().all());
      Readiness readiness = new Readiness(kept, threads);
      Settings.Operating operating = settings.operating();
      HttpFront.Served served =
          new HttpFront.Served(
              new StatusHandler(
                  readiness,
                  () -> operating.metrics() ? Optional.of(metrics.text()) : Optional.empty(),
                  () ->
                      settings.documents().introspection()
                          ? StatusHandler.wholeSchema()
                          : Optional.empty()),
              assembly.handlers(sockets),
              (_, response) -> metrics.answered(response.getStatus()));
      HttpFront front = new HttpFront(settings.host(), settings.port(), threads, served);
      resources.add(front::stop);
      listen(front);
      return new BuddyChatServer(
          front,
          sockets,
          resources,
          uri(front),
          operating.stopDelay(),
          grace.orElse(operating.stopTime()),
          readiness);
    }

    private static Optional<JdbiStore.Connections> connections(Store store) {
      return store instanceof JdbiStore jdbi ? Optional.of(jdbi.connections()) : Optional.empty();
    }

    private Peers peers(Store store) {
      return settings.peers() && store instanceof JdbiStore jdbi ? jdbi.peers() : Peers.none();
    }

    private Optional<JdbiStore.PeersNow> peersNow(Store store) {
      return settings.peers() && store instanceof JdbiStore jdbi
          ? jdbi.peersNow()
          : Optional.empty();
    }

    private void listen(HttpFront front) {
      try {
        front.bind();
      } catch (IOException e) {
        throw new StartFailed(
            "%s, %s: cannot listen on %s:%d (%s)"
                .formatted(
                    Setting.HOST.key(),
                    Setting.PORT.key(),
                    settings.host(),
                    settings.port(),
                    Causes.deepest(e)),
            e);
      }
      try {
        front.start();
      } catch (Exception e) {
        throw new StartFailed("The web server does not start: " + Causes.deepest(e), e);
      }
    }

    private URI uri(HttpFront front) {
      String host =
          switch (settings.host()) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            case String given -> given.contains(":") ? "[" + given + "]" : given;
          };
      return URI.create("http://%s:%d%s".formatted(host, front.port(), settings.endpoint().path()));
    }

    /// Whatever still runs had its time. It is not interrupted, since that would break the files of
    /// an embedded database; it finds the store closed, and what it was about to do is not done.
    private static void end(ExecutorService threads) throws InterruptedException {
      threads.shutdown();
      if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("Something still runs and is left behind");
      }
    }

    private static Thread timer(Runnable task) {
      return Thread.ofPlatform().daemon().name("timers").unstarted(task);
    }
  }
}
