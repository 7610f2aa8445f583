package io.buddychat.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// One row of a result, read column by column from the left.
///
/// What a thing is made of and in which order its columns stand is written side by side in
/// [Columns].
final class Row {

  private final ResultSet result;
  private int column;

  Row(ResultSet result) {
    this.result = result;
  }

  long number() throws SQLException {
    return result.getLong(++column);
  }

  Optional<Long> optionalNumber() throws SQLException {
    long number = result.getLong(++column);
    return result.wasNull() ? Optional.empty() : Optional.of(number);
  }

  Instant time() throws SQLException {
    return Instant.ofEpochMilli(number());
  }

  Optional<Instant> optionalTime() throws SQLException {
    return optionalNumber().map(Instant::ofEpochMilli);
  }

  String text() throws SQLException {
    return result.getString(++column);
  }

  boolean flag() throws SQLException {
    return result.getBoolean(++column);
  }

  /// Whether the next column holds nothing. Does not go past it.
  boolean nextIsNull() throws SQLException {
    result.getObject(column + 1);
    return result.wasNull();
  }
}
