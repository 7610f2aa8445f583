package io.buddychat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A memory whose clock stands still unless a test moves it.
class KnownSessionsTest {

  private static final SessionId ID = new SessionId(1);
  private static final Session ALIVE =
      new Session(
          ID, new UserId(7), Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Optional.empty());

  // Begins where such clocks run over.
  private long nanos = Long.MAX_VALUE;
  private Instant time = Instant.EPOCH;
  private int asked;
  private final KnownSessions sessions = new KnownSessions(() -> nanos);

  private Optional<Session> find(SessionId id, Supplier<Optional<Session>> store) {
    return sessions.find(
        id,
        session -> session.isAlive(time),
        () -> {
          asked++;
          return store.get();
        });
  }

  private boolean isAlive(Session kept) {
    return find(kept.id(), () -> Optional.of(kept)).isPresent();
  }

  private static Session ended(Session session) {
    return new Session(
        session.id(),
        session.user(),
        session.startedAt(),
        session.expiresAt(),
        Optional.of(Instant.EPOCH));
  }

  @Test
  void theStoreIsAskedOnceASecond() {
    assertThat(isAlive(ALIVE)).isTrue();
    nanos += KnownSessions.LONGEST - 1;
    assertThat(isAlive(ended(ALIVE))).isTrue();
    assertThat(asked).isEqualTo(1);
    nanos++;
    assertThat(isAlive(ended(ALIVE))).isFalse();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void theSecondBeginsBeforeTheStoreIsAsked() {
    find(
        ID,
        () -> {
          nanos += KnownSessions.LONGEST;
          return Optional.of(ALIVE);
        });
    assertThat(isAlive(ended(ALIVE))).isFalse();
  }

  @Test
  void anEndAndAnUnknownOneAreNotRemembered() {
    assertThat(isAlive(ended(ALIVE))).isFalse();
    assertThat(isAlive(ALIVE)).isTrue();
    SessionId unknown = new SessionId(2);
    assertThat(find(unknown, Optional::empty)).isEmpty();
    assertThat(find(unknown, Optional::empty)).isEmpty();
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void whoseTimeIsUpIsNotAliveWhateverIsRemembered() {
    assertThat(isAlive(ALIVE)).isTrue();
    time = ALIVE.expiresAt();
    assertThat(isAlive(ALIVE)).isFalse();
  }

  @Test
  void whatWasCarriedOnMeanwhileIsAlive() {
    assertThat(isAlive(ALIVE)).isTrue();
    time = ALIVE.expiresAt();
    Session carriedOn =
        new Session(ID, ALIVE.user(), Instant.EPOCH, time.plusSeconds(60), Optional.empty());
    assertThat(isAlive(carriedOn)).isTrue();
  }

  @Test
  void whatIsForgottenIsAskedForAgain() {
    assertThat(isAlive(ALIVE)).isTrue();
    sessions.forget(List.of(ID));
    assertThat(isAlive(ended(ALIVE))).isFalse();
    assertThat(isAlive(ALIVE)).isTrue();
    sessions.forgetAll();
    assertThat(isAlive(ended(ALIVE))).isFalse();
  }

  @Test
  void anAnswerOnItsWayWhenItsSessionEndsIsNotRemembered() {
    List<Runnable> ends = List.of(() -> sessions.forget(List.of(ID)), sessions::forgetAll);
    for (Runnable end : ends) {
      for (boolean wasKnown : new boolean[] {false, true}) {
        sessions.forgetAll();
        if (wasKnown) {
          isAlive(ALIVE);
          nanos += KnownSessions.LONGEST;
        }
        Optional<Session> found =
            find(
                ID,
                () -> {
                  end.run();
                  return Optional.of(ALIVE);
                });
        assertThat(found).as("it was alive when it was asked for").contains(ALIVE);
        assertThat(isAlive(ended(ALIVE))).as("known before: %s", wasKnown).isFalse();
      }
    }
  }

  @Test
  void ofTwoAnswersOnTheirWayTheOlderDoesNotOutliveTheEnd() {
    find(
        ID,
        () -> {
          assertThat(isAlive(ALIVE)).as("the second asks later and is answered sooner").isTrue();
          sessions.forget(List.of(ID));
          return Optional.of(ALIVE);
        });
    assertThat(isAlive(ended(ALIVE))).isFalse();
  }

  @Test
  void nobodyPassesForAnother() {
    for (long id = 1; id <= 100_000; id++) {
      SessionId each = new SessionId(id);
      Session session =
          new Session(each, new UserId(id), Instant.EPOCH, ALIVE.expiresAt(), Optional.empty());
      assertThat(find(each, () -> Optional.of(session))).contains(session);
    }
    assertThat(asked).isEqualTo(100_000);
  }
}
