package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.user.Session;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.Scene;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When work is run again, and what is said of failures.
class JdbiUnitOfWorkTest {

  private final JdbiStore store = Databases.open(Databases.h2());
  private final UnitOfWork unitOfWork = store.unitOfWork();
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    store.close();
  }

  private Supplier<String> failing(int times, RuntimeException with) {
    return () -> {
      if (runs.incrementAndGet() <= times) {
        throw with;
      }
      return "done";
    };
  }

  private static RuntimeException sql(String state) {
    return new IllegalStateException(new SQLException("for another's sake", state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03", "HYT00", "90131", "23505"})
  void whatIsRefusedForAnothersSakeIsTriedAgain(String state) {
    assertThat(unitOfWork.execute(failing(3, sql(state)))).isEqualTo("done");
    assertThat(runs).hasValue(4);
  }

  @Test
  void itIsNotTriedForEver() {
    RuntimeException always = sql("40001");
    assertThatThrownBy(() -> unitOfWork.execute(failing(Integer.MAX_VALUE, always)))
        .isSameAs(always);
    assertThat(runs.get()).isBetween(3, 20);
  }

  @Test
  void mistakesAndRefusalsAreNotTriedAgain() {
    for (RuntimeException each :
        new RuntimeException[] {
          sql("42601"),
          new IllegalStateException("a mistake"),
          Failure.notFound("chat").asException()
        }) {
      runs.set(0);
      assertThatThrownBy(() -> unitOfWork.execute(failing(1, each))).isSameAs(each);
      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void whatIsCommittedIsNotRunAgainWhenItCannotBeSynced() {
    RuntimeException refused = sql("40001");
    Durability failing =
        Durability.by(
            () -> {
              throw refused;
            });
    JdbiUnitOfWork own =
        new JdbiUnitOfWork(Jdbi.create(Databases.h2()), Turns.oneAtATime(), failing);
    assertThatThrownBy(() -> own.execute(() -> own.write(handle -> runs.incrementAndGet())))
        .isSameAs(refused);
    assertThat(runs).hasValue(1);
  }

  @Test
  void aNestedCallIsTriedAgainWithTheWhole() {
    AtomicInteger whole = new AtomicInteger();
    assertThat(
            unitOfWork.<String>execute(
                () -> {
                  whole.incrementAndGet();
                  return unitOfWork.execute(failing(2, sql("40001")));
                }))
        .isEqualTo("done");
    assertThat(whole).hasValue(3);
  }

  /// What a log may come to hold.
  interface Secretive {

    JdbiStore store();

    @AfterEach
    default void close() {
      store().close();
    }

    @Test
    default void whatFailsDoesNotTellValues() {
      Scene scene = Scene.on(store());
      Session ofNobody =
          new Session(
              new SessionId(1),
              new UserId(987_654_321),
              Instant.EPOCH,
              Instant.EPOCH,
              Optional.empty());
      assertThat(scene.alice()).isNotNull();
      assertThatThrownBy(() -> store().sessions().start(ofNobody, "a-secret-hash"))
          .satisfies(
              thrown -> {
                for (Throwable t = thrown; t != null; t = t.getCause()) {
                  assertThat(t.toString()).doesNotContain("a-secret-hash");
                }
              });
    }
  }

  @Nested
  class OnH2 implements Secretive {

    private final JdbiStore h2 = Databases.open(Databases.h2());

    @Override
    public JdbiStore store() {
      return h2;
    }
  }

  @Nested
  class OnPostgres implements Secretive {

    private final JdbiStore postgres = Databases.open(Databases.postgres());

    @Override
    public JdbiStore store() {
      return postgres;
    }
  }
}
