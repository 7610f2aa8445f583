package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The same rules with real threads: one reads from the client, one runs each request, one floods
/// each stream. Whatever the order turns out to be, the rules hold.
class ManyThreadsTest {

  private static final int ROUNDS = 1_000;

  private final List<String> history = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore acks = new Semaphore(0);
  private final Semaphore pongs = new Semaphore(0);
  private final Semaphore results = new Semaphore(0);
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean overlapped = new AtomicBoolean();

  /// The client starts and stops a stream under one id, again and again. Once it has had the answer
  /// to a ping that it sent after its `complete`, nothing may come for that id until it is used
  /// again.
  @Test
  void nothingComesForAnIdAfterItsCompleteWasHeard() throws InterruptedException {
    try (var executor = Executors.newCachedThreadPool()) {
      GraphQlWsConnection connection =
          new GraphQlWs(
                  executor,
                  new HandTimers(),
                  WsSettings.defaults().withWindow(3).withMaxOperations(ROUNDS + 1))
              .connection(
                  WsSubprotocol.GRAPHQL_TRANSPORT_WS, new Recorder(), new Flooding(executor));
      connection.onOpen();
      connection.onText(Scene.INIT);
      try {
        await(acks);
        for (int round = 0; round < ROUNDS; round++) {
          history.add("subscribed");
          connection.onText(
              "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"ticks\"}}");
          for (int spin = 0; spin < round % 50; spin++) {
            Thread.onSpinWait();
          }
          if (round % 3 == 0) {
            results.drainPermits();
            await(results);
          }
          connection.onText(Scene.completed("1"));
          connection.onText("{\"type\":\"ping\"}");
          await(pongs);
        }
      } finally {
        over.set(true);
        connection.onClosed();
      }
    }
    assertThat(overlapped).as("two threads wrote at once").isFalse();
    assertGrammar();
  }

  private static void await(Semaphore semaphore) throws InterruptedException {
    assertThat(semaphore.tryAcquire(10, TimeUnit.SECONDS)).as("something came").isTrue();
  }

  private void assertGrammar() {
    boolean allowed = false;
    int nexts = 0;
    for (String entry : history) {
      if (entry.equals("subscribed")) {
        allowed = true;
      } else if (entry.contains("pong")) {
        allowed = false;
      } else if (!entry.equals(Scene.ACK)) {
        assertThat(entry).isEqualTo(Scene.next("1", "{}"));
        assertThat(allowed).as("a result after the end").isTrue();
        nexts++;
      }
    }
    assertThat(nexts).as("results, to show that the test tested").isPositive();
  }

  private final class Flooding implements Operations {

    private final Executor executor;

    Flooding(Executor executor) {
      this.executor = executor;
    }

    @Override
    public Admission connect(Map<String, @Nullable Object> initPayload) {
      return Admission.accepted();
    }

    @Override
    public Outcome start(WsRequest request, Cancellation cancellation) {
      return new Outcome.Stream(
          subscriber -> {
            Flood flood = new Flood();
            subscriber.onSubscribe(flood);
            executor.execute(() -> flood.into(subscriber));
          });
    }
  }

  /// Emits as fast as it is asked to, until it is cancelled, or the test is over.
  private final class Flood implements Flow.Subscription {

    private final Semaphore demand = new Semaphore(0);
    private volatile boolean cancelled;

    void into(Flow.Subscriber<? super Map<String, @Nullable Object>> subscriber) {
      try {
        while (!cancelled && !over.get()) {
          if (demand.tryAcquire(1, TimeUnit.MILLISECONDS)) {
            subscriber.onNext(Map.of());
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void request(long more) {
      demand.release((int) more);
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private final class Recorder implements WsSocket {

    @Override
    public void send(byte[] utf8, IntConsumer written) {
      String text = new String(utf8, StandardCharsets.UTF_8);
      if (sending.getAndSet(true)) {
        overlapped.set(true);
      }
      history.add(text);
      (text.contains("pong") ? pongs : text.equals(Scene.ACK) ? acks : results).release();
      written.accept(utf8.length);
      sending.set(false);
    }

    @Override
    public void close(WsCloseCode code, String reason) {
      history.add(code + " " + reason);
    }
  }
}
