package io.buddychat.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.buddychat.domain.core.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Bounds how much one person, or one address, may ask for in a minute.
///
/// What counts are operations: each field at the top of a document, however many of them one
/// request holds, and each input of a field that takes several. Who is signed in is counted as
/// themself, everybody else by their address. What takes a password (logging in, signing up,
/// changing it, deleting the account) counts a second time, against the address and whoever is
/// signed in, with a tenth of the limit: it is abused for guessing, and dear to answer.
///
/// ## How
///
/// A bucket of tokens for each: it holds a minute's worth, fills evenly, and is forgotten when it
/// has been left alone long enough to be full. The number of buckets is bounded.
public final class RateLimits {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int STRICTER = 10;
  private static final long MOST_BUCKETS = 100_000;

  private final int perMinute;
  private final LongSupplier nanoTime;
  private final Cache<String, Bucket> buckets;

  /// @param perMinute operations a minute for each; 0 bounds nothing
  /// @param nanoTime a clock that only goes forward, in nanoseconds
  public RateLimits(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /// Bounds nothing.
  public static RateLimits none() {
    return new RateLimits(0, System::nanoTime);
  }

  /// Takes what a request costs, all or nothing, or refuses it.
  ///
  /// @param operations how many its document holds; 1 for what is no document
  /// @param guarded how many of them take a password
  public void charge(Connection connection, int operations, int guarded) {
    Optional<Duration> longer = take(connection, operations, guarded);
    if (longer.isPresent() && (operations > perMinute || guarded > stricter())) {
      throw new Failure.RateLimited(
              "The request holds more operations than a minute allows; split it.",
              atLeastASecond(longer.get()))
          .asException();
    }
    refuse(longer);
  }

  /// Refuses who could not run a single operation now, before any work is done for them. Takes
  /// nothing.
  void check(Connection connection) {
    if (perMinute > 0) {
      refuse(bucket(connection.owner(), perMinute).wait(1));
    }
  }

  private static void refuse(Optional<Duration> longer) {
    longer.ifPresent(
        wait -> {
          throw new Failure.RateLimited("Too many requests; try again later.", atLeastASecond(wait))
              .asException();
        });
  }

  private static Duration atLeastASecond(Duration wait) {
    return Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /// Takes what a document costs, all or nothing.
  ///
  /// @param operations how many it holds
  /// @param guarded how many of them take a password
  /// @return how long to wait before it could be had, if it cannot be had now
  Optional<Duration> take(Connection connection, int operations, int guarded) {
    if (perMinute == 0) {
      return Optional.empty();
    }
    Bucket own = bucket(connection.owner(), perMinute);
    Optional<Duration> wait = own.take(operations);
    if (wait.isEmpty() && guarded > 0) {
      wait = takeGuarded(connection, guarded);
      if (wait.isPresent()) {
        own.giveBack(operations);
      }
    }
    return wait;
  }

  private Optional<Duration> takeGuarded(Connection connection, int guarded) {
    String address = "address " + connection.address();
    Bucket there = bucket("guarded " + address, stricter());
    Optional<Duration> wait = there.take(guarded);
    if (wait.isEmpty() && !connection.owner().equals(address)) {
      wait = bucket("guarded " + connection.owner(), stricter()).take(guarded);
      if (wait.isPresent()) {
        there.giveBack(guarded);
      }
    }
    return wait;
  }

  private int stricter() {
    return Math.max(1, perMinute / STRICTER);
  }

  private Bucket bucket(String name, int capacity) {
    return buckets.get(name, _ -> new Bucket(capacity));
  }

  /// Tokens, as the time by which they will all have come back.
  private final class Bucket {

    private final int capacity;
    private final long interval;
    private long fullAt = nanoTime.getAsLong();

    Bucket(int capacity) {
      this.capacity = capacity;
      this.interval = MINUTE / capacity;
    }

    synchronized Optional<Duration> take(int tokens) {
      Optional<Duration> wait = wait(tokens);
      if (wait.isEmpty()) {
        fullAt = full(tokens);
      }
      return wait;
    }

    /// What was taken for something that is not done after all.
    synchronized void giveBack(int tokens) {
      fullAt -= tokens * interval;
    }

    synchronized Optional<Duration> wait(int tokens) {
      long over = full(tokens) - nanoTime.getAsLong() - capacity * interval;
      return over > 0 ? Optional.of(Duration.ofNanos(over)) : Optional.empty();
    }

    private long full(int tokens) {
      return Math.max(fullAt, nanoTime.getAsLong()) + tokens * interval;
    }
  }
}
