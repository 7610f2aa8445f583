package io.buddychat.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Rows that go to the database in one statement, however many they are: each column is bound as
/// one array, and the statement makes rows of them with `unnest`.
///
/// ```java
/// RowSet.of(keys)
///     .numbers("id", key -> key.value())
///     .update(handle, "delete from t where id in (select * from unnest(cast(:id as bigint array)))");
/// ```
///
/// @param <T> what the rows are made of
final class RowSet<T> {

  private final List<T> rows;
  private final Map<String, Argument> columns = new LinkedHashMap<>();

  private RowSet(Collection<T> rows) {
    this.rows = List.copyOf(rows);
  }

  static <T> RowSet<T> of(Collection<T> rows) {
    return new RowSet<>(rows);
  }

  RowSet<T> numbers(String name, Function<T, Long> value) {
    return column(name, "bigint", new Long[rows.size()], value);
  }

  RowSet<T> optionalNumbers(String name, Function<T, Optional<Long>> value) {
    return column(name, "bigint", new Long[rows.size()], row -> value.apply(row).orElse(null));
  }

  RowSet<T> times(String name, Function<T, Instant> value) {
    return numbers(name, row -> value.apply(row).toEpochMilli());
  }

  RowSet<T> optionalTimes(String name, Function<T, Optional<Instant>> value) {
    return optionalNumbers(name, row -> value.apply(row).map(Instant::toEpochMilli));
  }

  RowSet<T> texts(String name, Function<T, String> value) {
    return column(name, "varchar", new String[rows.size()], value);
  }

  RowSet<T> optionalTexts(String name, Function<T, Optional<String>> value) {
    return column(name, "varchar", new String[rows.size()], row -> value.apply(row).orElse(null));
  }

  RowSet<T> flags(String name, Function<T, Boolean> value) {
    return column(name, "boolean", new Boolean[rows.size()], value);
  }

  private <C> RowSet<T> column(
      String name, String type, @Nullable C[] values, Function<T, ? extends @Nullable C> value) {
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    columns.put(name, array(type, values));
    return this;
  }

  /// Keys as one array, for `= any(:name)` or `unnest`.
  static <K> Argument keys(Collection<K> keys, Function<K, Long> value) {
    return array("bigint", keys.stream().map(value).toArray(Long[]::new));
  }

  static Argument flags(Collection<Boolean> flags) {
    return array("boolean", flags.toArray(Boolean[]::new));
  }

  private static Argument array(String type, @Nullable Object[] values) {
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }

  /// Writes the rows with others; does nothing when there are none.
  void update(RoundTrip trip, String sql) {
    trip.update(this, sql);
  }

  /// Writes the rows by themselves; does nothing when there are none.
  void update(Handle handle, String sql) {
    if (!rows.isEmpty()) {
      bindTo(handle.createUpdate(sql)).execute();
    }
  }

  /// What is the same for all rows, and no array.
  RowSet<T> each(String name, int value) {
    columns.put(name, (position, statement, context) -> statement.setInt(position, value));
    return this;
  }

  /// All columns by their names.
  Map<String, Argument> columns() {
    return columns;
  }

  <S extends SqlStatement<S>> S bindTo(S statement) {
    columns.forEach(statement::bind);
    return statement;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
