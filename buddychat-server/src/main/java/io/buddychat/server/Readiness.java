package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.user.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this server should be sent requests: its database answers, and it does not stop.
///
/// The database is asked by one thread at a time, however many want to know: a database that hangs
/// must not gather them.
final class Readiness {

  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /// Any will do; it need not exist.
  private static final SessionId SOME_SESSION = new SessionId(1);

  private final Store store;
  private final Executor executor;
  private volatile boolean stopping;

  // Guarded by this.
  private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);

  Readiness(Store store, Executor executor) {
    this.store = store;
    this.executor = executor;
  }

  /// It begins to stop.
  void stop() {
    stopping = true;
  }

  /// What there is to say, part for part; `ok` is whether all is well.
  record State(boolean ok, Map<String, String> parts) {}

  State now() {
    boolean database = databaseAnswers();
    return new State(
        database && !stopping,
        Map.of(
            "database", database ? "ok" : "unavailable", "server", stopping ? "stopping" : "ok"));
  }

  private boolean databaseAnswers() {
    try {
      return question().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> question() {
    if (asked.isDone()) {
      asked = CompletableFuture.supplyAsync(this::ask, executor);
    }
    return asked;
  }

  private boolean ask() {
    try {
      var _ = store.unitOfWork().execute(() -> store.sessions().byId(SOME_SESSION));
      return true;
    } catch (RuntimeException e) {
      log.warn("The database does not answer", e);
      return false;
    }
  }
}
