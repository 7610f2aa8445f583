package io.buddychat.domain.user;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sessions that the store called alive a moment ago, so that it need not be asked again for each
/// request of somebody who makes many.
///
/// The rules:
/// - Only "alive" is remembered, for a [second][#LONGEST] at most, counted from before the store
///   was asked. Of one that has ended, and of one that nobody knows, nothing is remembered.
/// - What is remembered says only that nobody has ended the session; whether its time is up is
///   looked at each time.
/// - When [#forget] has returned, nothing is remembered of the session that was found out before,
///   not even by somebody who was asking the store meanwhile.
///
/// It is a memory of limited size: a session may take the place of another, which is then asked
/// about once more.
///
/// ## Why the last rule holds
///
/// Who asks the store notes first what stands in the place, and writes the answer there only if the
/// same still stands there. Forgetting puts something new there, and nothing that has stood there
/// once ever comes back.
final class KnownSessions {

  /// How long an answer is good, in nanoseconds.
  static final long LONGEST = 1_000_000_000L;

  private static final int PLACE_BITS = 14;

  private final AtomicReferenceArray<@Nullable Known> places =
      new AtomicReferenceArray<>(1 << PLACE_BITS);
  private final LongSupplier nanos;

  /// @param nanos a clock that nobody sets, in nanoseconds
  KnownSessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// What stands in a place; nothing is known there when it holds no session.
  ///
  /// @param askedAt when the store was asked
  private record Known(Optional<Session> session, long askedAt) {

    boolean isGood(long now) {
      return now - askedAt < LONGEST;
    }
  }

  /// The session, if it is alive.
  ///
  /// @param alive whether a session that the store holds is, at this moment
  /// @param store is asked when it is not known
  Optional<Session> find(
      SessionId id, Predicate<Session> alive, Supplier<Optional<Session>> store) {
    int place = place(id);
    long now = nanos.getAsLong();
    Known before = places.get(place);
    if (before != null && before.isGood(now)) {
      Optional<Session> known =
          before.session().filter(session -> session.id().equals(id)).filter(alive);
      if (known.isPresent()) {
        return known;
      }
    }
    Optional<Session> found = store.get().filter(alive);
    if (found.isPresent()) {
      places.compareAndSet(place, before, new Known(found, now));
    }
    return found;
  }

  /// The store is to be asked about these.
  void forget(Collection<SessionId> ids) {
    ids.forEach(id -> places.set(place(id), nothing()));
  }

  /// The store is to be asked about all.
  void forgetAll() {
    for (int place = 0; place < places.length(); place++) {
      places.set(place, nothing());
    }
  }

  private static Known nothing() {
    return new Known(Optional.empty(), 0);
  }

  /// Ids that follow each other are spread over all places.
  private static int place(SessionId id) {
    return (int) ((id.value() * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PLACE_BITS));
  }
}
