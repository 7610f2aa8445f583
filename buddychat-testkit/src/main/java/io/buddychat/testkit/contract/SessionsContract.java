package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.user.Session;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Sessions and the hashes of their refresh tokens, as they are kept.
public interface SessionsContract extends FreshStore {

  private <T> T inTransaction(Supplier<T> work) {
    return store().unitOfWork().execute(work);
  }

  private Session start(UserId user, long id, String hash) {
    Session session =
        new Session(
            new SessionId(id),
            user,
            Scene.BEGINNING,
            Scene.BEGINNING.plus(Duration.ofDays(7)),
            Optional.empty());
    return inTransaction(
        () -> {
          store().sessions().start(session, hash);
          return session;
        });
  }

  private Optional<Sessions.Presented> present(String hash) {
    return inTransaction(() -> store().sessions().present(hash));
  }

  private boolean end(SessionId id, Instant now) {
    return inTransaction(
        () -> {
          store().sessions().end(id, now);
          return true;
        });
  }

  private boolean rotate(Session session, String hash, Instant expiresAt) {
    return inTransaction(
        () -> {
          store().sessions().rotate(session.id(), hash, Scene.BEGINNING, expiresAt);
          return true;
        });
  }

  private static Session endedAt(Session session, Instant endedAt) {
    return new Session(
        session.id(),
        session.user(),
        session.startedAt(),
        session.expiresAt(),
        Optional.of(endedAt));
  }

  private UserId alice() {
    return Scene.on(store()).alice().id();
  }

  @Test
  default void aSessionIsReadAsStarted() {
    Session session = start(alice(), 1000, "one");
    assertThat(store().sessions().byId(session.id())).contains(session);
    assertThat(store().sessions().byId(new SessionId(1001))).isEmpty();
    assertThat(present("one")).contains(new Sessions.Presented(session, true));
    assertThat(present("two")).isEmpty();
    assertThat(present("ONE")).isEmpty();
  }

  @Test
  default void afterRotationTheOldTokenIsKnownButNotCurrent() {
    Session session = start(alice(), 1000, "one");
    Instant later = session.expiresAt().plusSeconds(60);
    rotate(session, "two", later);
    rotate(session, "three", later);
    Session carriedOn =
        new Session(session.id(), session.user(), session.startedAt(), later, Optional.empty());
    assertThat(store().sessions().byId(session.id())).contains(carriedOn);
    assertThat(present("one")).contains(new Sessions.Presented(carriedOn, false));
    assertThat(present("two")).contains(new Sessions.Presented(carriedOn, false));
    assertThat(present("three")).contains(new Sessions.Presented(carriedOn, true));
  }

  @Test
  default void theLivingAreToldFromThoseThatAreOver() {
    UserId alice = alice();
    Session alive = start(alice, 1000, "one");
    Session ended = start(alice, 1001, "two");
    end(ended.id(), Scene.BEGINNING);
    List<SessionId> all = List.of(alive.id(), ended.id(), new SessionId(1002));
    assertThat(store().sessions().living(all, Scene.BEGINNING)).containsExactly(alive.id());
    assertThat(store().sessions().living(all, alive.expiresAt())).isEmpty();
    assertThat(store().sessions().living(List.of(), Scene.BEGINNING)).isEmpty();
  }

  @Test
  default void theFirstEndOfASessionStays() {
    UserId alice = alice();
    Session session = start(alice, 1000, "one");
    Session other = start(alice, 1001, "two");
    Instant first = Scene.BEGINNING.plusSeconds(1);
    end(session.id(), first);
    end(session.id(), first.plusSeconds(1));
    end(new SessionId(1002), first);
    assertThat(store().sessions().byId(session.id())).contains(endedAt(session, first));
    assertThat(present("one").map(Sessions.Presented::session)).contains(endedAt(session, first));
    assertThat(store().sessions().byId(other.id())).contains(other);
  }

  @Test
  default void endingAllSparesOneAndOtherPeople() {
    Scene scene = Scene.on(store());
    UserId alice = scene.alice().id();
    UserId boris = scene.boris().id();
    Session kept = start(alice, 1000, "one");
    Session ended = start(alice, 1001, "two");
    Session dead = start(alice, 1002, "three");
    Session foreign = start(boris, 1003, "four");
    Instant early = Scene.BEGINNING.plusSeconds(1);
    Instant now = Scene.BEGINNING.plusSeconds(2);
    end(dead.id(), early);
    List<SessionId> all =
        inTransaction(() -> store().sessions().endAll(alice, Optional.of(kept.id()), now));
    assertThat(all).containsExactlyInAnyOrder(ended.id(), scene.alice().session());
    assertThat(store().sessions().byId(kept.id())).contains(kept);
    assertThat(store().sessions().byId(ended.id())).contains(endedAt(ended, now));
    assertThat(store().sessions().byId(dead.id())).contains(endedAt(dead, early));
    assertThat(store().sessions().byId(foreign.id())).contains(foreign);
    assertThat(inTransaction(() -> store().sessions().endAll(alice, Optional.empty(), now)))
        .containsExactly(kept.id());
  }

  @Test
  default void forgettingAllTellsWhichWereAlive() {
    Scene scene = Scene.on(store());
    UserId alice = scene.alice().id();
    Session alive = start(alice, 1000, "one");
    Session dead = start(alice, 1001, "two");
    Session foreign = start(scene.boris().id(), 1002, "three");
    rotate(alive, "four", alive.expiresAt());
    end(dead.id(), Scene.BEGINNING);
    List<SessionId> forgotten =
        inTransaction(() -> store().sessions().forgetAll(alice, Scene.BEGINNING));
    assertThat(forgotten).containsExactlyInAnyOrder(alive.id(), scene.alice().session());
    assertThat(store().sessions().byId(alive.id())).isEmpty();
    assertThat(store().sessions().byId(dead.id())).isEmpty();
    assertThat(present("one")).isEmpty();
    assertThat(present("four")).isEmpty();
    assertThat(store().sessions().byId(foreign.id())).contains(foreign);
    assertThat(present("three")).isPresent();
  }

  @Test
  default void ofTwoWhoPresentATokenAtOnceTheSecondSeesWhatTheFirstDid() {
    Session session = start(alice(), 1000, "first");
    List<Boolean> current =
        AtOnce.results(
            List.of(() -> presentAndRotate(session, "a"), () -> presentAndRotate(session, "b")));
    assertThat(current).containsExactlyInAnyOrder(true, false);
  }

  private boolean presentAndRotate(Session session, String next) {
    return inTransaction(
        () -> {
          boolean isCurrent = store().sessions().present("first").orElseThrow().isCurrent();
          if (isCurrent) {
            store().sessions().rotate(session.id(), next, Scene.BEGINNING, session.expiresAt());
          }
          return isCurrent;
        });
  }
}
