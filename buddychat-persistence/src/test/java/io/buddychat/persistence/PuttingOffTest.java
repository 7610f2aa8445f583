package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a transaction writes last goes to a database that is far away together with the commit, and
/// nobody can tell.
class PuttingOffTest {

  private static final String INSERT =
      """
      insert into number (n)
      select w.n from unnest(cast(:n as bigint array)) as w (n)
      """;

  private final List<String> texts = new ArrayList<>();
  private Consumer<String> beforeEach = text -> {};
  private final JdbiStore store =
      JdbiStore.open(JdbiStore.Options.of(Databases.postgres()).onStatement(this::begins));
  private final JdbiUnitOfWork unitOfWork = (JdbiUnitOfWork) store.unitOfWork();

  private void begins(String text) {
    beforeEach.accept(text);
    texts.add(text.strip());
  }

  @BeforeEach
  void open() {
    unitOfWork.write(
        handle -> handle.execute("create table number (n bigint primary key check (n > 0))"));
    texts.clear();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// Writes them by what goes in one trip.
  private boolean write(Long... numbers) {
    return unitOfWork.write(
        handle -> {
          RoundTrip trip = new RoundTrip(handle, Dialect.POSTGRESQL, unitOfWork::putOff);
          for (Long each : numbers) {
            trip.update(RowSet.of(List.of(each)).numbers("n", n -> n), INSERT);
          }
          trip.run();
          return true;
        });
  }

  private List<Long> kept() {
    return unitOfWork.read(
        handle -> handle.createQuery("select n from number order by n").mapTo(Long.class).list());
  }

  @Test
  void whatIsWrittenLastTravelsWithTheCommit() {
    assertThat(unitOfWork.execute(() -> write(1L, 2L))).isTrue();
    assertThat(texts).singleElement().asString().startsWith("insert").endsWith("commit");
    assertThat(kept()).containsExactly(1L, 2L);
  }

  @Test
  void whatComesAfterFindsWhatWasWritten() {
    assertThat(
            unitOfWork.execute(
                () -> {
                  write(1L);
                  write(2L);
                  List<Long> found = kept();
                  write(3L);
                  return found;
                }))
        .containsExactly(1L, 2L);
    assertThat(kept()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void workThatFailsAfterItsWritingKeepsNothing() {
    IllegalStateException mistake = new IllegalStateException("a mistake");
    assertThatThrownBy(
            () ->
                unitOfWork.execute(
                    () -> {
                      write(1L);
                      throw mistake;
                    }))
        .isSameAs(mistake);
    assertThat(kept()).isEmpty();
  }

  @Test
  void aRefusalIsMetByTheWorkAndNotAfterItsEnd() {
    List<String> story = new ArrayList<>();
    assertThatThrownBy(
            () ->
                unitOfWork.execute(
                    () -> {
                      story.add("begins");
                      write(1L, -1L);
                      return story.add("is done");
                    }))
        .hasMessageContaining("number_n_check");
    assertThat(story).containsExactly("begins", "is done", "begins");
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatMayPassIsTriedAgain() {
    List<String> failures = new ArrayList<>(List.of("40P01", "40001"));
    beforeEach =
        text -> {
          if (text.contains("insert") && !failures.isEmpty()) {
            throw failed(failures.remove(0));
          }
        };
    assertThat(unitOfWork.execute(() -> write(1L))).isTrue();
    assertThat(kept()).containsExactly(1L);
  }

  @Test
  void whatMayHaveBeenCommittedIsNotDoneAgain() {
    List<String> story = new ArrayList<>();
    beforeEach =
        text -> {
          if (text.endsWith("commit")) {
            throw failed("08006");
          }
        };
    assertThatThrownBy(
            () ->
                unitOfWork.execute(
                    () -> {
                      story.add("begins");
                      return write(1L);
                    }))
        .hasRootCauseInstanceOf(SQLException.class);
    assertThat(story).containsExactly("begins");
  }

  private static RuntimeException failed(String state) {
    return new IllegalStateException(new SQLException("failed", state));
  }

  @Test
  void whatSomebodyHeedsIsNotPutOff() {
    List<Integer> written = new ArrayList<>();
    unitOfWork.execute(
        () ->
            unitOfWork.write(
                handle -> {
                  RoundTrip trip = new RoundTrip(handle, Dialect.POSTGRESQL, unitOfWork::putOff);
                  trip.update(
                      RowSet.of(List.of(1L, 2L)).numbers("n", n -> n), INSERT, written::add);
                  trip.run();
                  assertThat(written).containsExactly(2);
                  return trip;
                }));
    assertThat(texts).noneMatch(text -> text.endsWith("commit"));
    assertThat(kept()).containsExactly(1L, 2L);
  }
}
