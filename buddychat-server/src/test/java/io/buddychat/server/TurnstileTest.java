package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One place, which somebody holds until a test lets them go.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TurnstileTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch released = new CountDownLatch(1);
  private final List<CompletableFuture<Optional<String>>> others = new ArrayList<>();

  @AfterEach
  void release() {
    released.countDown();
    others.forEach(CompletableFuture::join);
  }

  private Turnstile taken(int waiting, Duration longest) {
    Turnstile turnstile = new Turnstile(new Turnstile.Bounds(1, waiting, longest));
    others.add(CompletableFuture.supplyAsync(() -> turnstile.pass(this::hold)));
    while (turnstile.atWork() == 0) {
      Thread.onSpinWait();
    }
    return turnstile;
  }

  private String hold() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "held";
  }

  /// Somebody who stands in line.
  private CompletableFuture<Optional<String>> next(
      Turnstile turnstile, String name, List<String> passed) {
    int before = turnstile.waiting();
    CompletableFuture<Optional<String>> next = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () ->
                next.complete(
                    turnstile.pass(
                        () -> {
                          passed.add(name);
                          return name;
                        })));
    while (turnstile.waiting() == before) {
      Thread.onSpinWait();
    }
    others.add(next);
    return next;
  }

  @Test
  void whoFindsAPlacePasses() {
    Turnstile turnstile = new Turnstile(new Turnstile.Bounds(1, 0, Duration.ZERO));
    for (int i = 0; i < 3; i++) {
      assertThat(turnstile.pass(() -> "in")).contains("in");
    }
    assertThat(turnstile.turnedAway()).isZero();
  }

  @Test
  void whoFindsTheLineFullIsTurnedAwayAndNothingRan() {
    Turnstile turnstile = taken(1, LONG);
    List<String> passed = Collections.synchronizedList(new ArrayList<>());
    var _ = next(turnstile, "ann", passed);
    assertThat(turnstile.pass(() -> passed.add("bob"))).isEmpty();
    assertThat(passed).isEmpty();
    assertThat(turnstile.turnedAway()).isEqualTo(1);
    assertThat(turnstile.waiting()).isEqualTo(1);
  }

  @Test
  void whoHasWaitedTooLongIsTurnedAwayAndNothingRan() {
    Turnstile turnstile = taken(10, Duration.ofMillis(1));
    List<String> passed = Collections.synchronizedList(new ArrayList<>());
    assertThat(turnstile.pass(() -> passed.add("ann"))).isEmpty();
    assertThat(passed).isEmpty();
    assertThat(turnstile.turnedAway()).isEqualTo(1);
    assertThat(turnstile.waiting()).isZero();
  }

  @Test
  void whoWaitsPassesInTheOrderOfTheirComing() {
    Turnstile turnstile = taken(10, LONG);
    List<String> passed = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Optional<String>>> line = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      line.add(next(turnstile, "number " + i, passed));
    }
    assertThat(turnstile.waiting()).isEqualTo(10);
    released.countDown();
    for (int i = 0; i < 10; i++) {
      assertThat(line.get(i).join()).contains("number " + i);
    }
    assertThat(passed).isSorted();
    assertThat(turnstile.turnedAway()).isZero();
  }

  @Test
  void whatFailsLeavesItsPlace() {
    Turnstile turnstile = new Turnstile(new Turnstile.Bounds(1, 0, Duration.ZERO));
    assertThatThrownBy(
            () ->
                turnstile.pass(
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(turnstile.atWork()).isZero();
    assertThat(turnstile.pass(() -> "in")).contains("in");
  }
}
