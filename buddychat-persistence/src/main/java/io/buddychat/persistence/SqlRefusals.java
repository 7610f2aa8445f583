package io.buddychat.persistence;

import io.buddychat.domain.core.Failure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells what it means when a database refuses a statement: something a person should hear,
/// something that may pass when tried again, or a mistake of ours.
final class SqlRefusals {

  private static final String UNIQUE_VIOLATION = "23505";

  /// How the states begin of values that a column cannot hold, and of rows that break a constraint.
  private static final String WRONG_VALUE = "22";

  private static final String BROKEN_RULE = "23";

  /// The database chose this transaction to end a deadlock or a conflict, or it waited too long.
  private static final Set<String> FOR_ANOTHERS_SAKE =
      Set.of(
          "40001", // serialization failure; deadlock on H2
          "40P01", // deadlock on PostgreSQL
          "55P03", // lock not available on PostgreSQL, where a lock_timeout is set
          "HYT00", // lock timeout on H2
          "90131", // H2: another transaction writes the same key just now
          UNIQUE_VIOLATION); // a key taken at the same moment

  private static final List<Taken> TAKEN =
      List.of(
          new Taken("users_username", "username", "This user name is taken."),
          new Taken("users_email", "email", "This e-mail address is taken."),
          new Taken("phone_number_number", "number", "This phone number is taken."));

  private SqlRefusals() {}

  /// A unique index that keeps what a person chose.
  private record Taken(String index, String field, String message) {}

  /// What to tell the person, if what they chose belongs to somebody else.
  static Optional<Failure> conflict(Throwable thrown) {
    return cause(thrown)
        .filter(e -> UNIQUE_VIOLATION.equals(e.getSQLState()))
        .flatMap(SqlRefusals::taken)
        .map(taken -> new Failure.Conflict(taken.field(), taken.message()));
  }

  /// Whether running the whole transaction again may succeed.
  static boolean mayPass(Throwable thrown) {
    return cause(thrown)
        .filter(e -> e.getSQLState() != null && FOR_ANOTHERS_SAKE.contains(e.getSQLState()))
        .isPresent();
  }

  /// Whether it says that a statement was wrong, or could not be carried out beside others: what
  /// came after it in the same trip has not run. Of other failures, a lost line say, that is not
  /// known.
  static boolean isOfAStatement(Throwable thrown) {
    return mayPass(thrown)
        || cause(thrown)
            .map(SQLException::getSQLState)
            .filter(state -> state.startsWith(WRONG_VALUE) || state.startsWith(BROKEN_RULE))
            .isPresent();
  }

  /// Both databases name the index in the message, H2 followed by the table and the values: these
  /// could read like another index's name, so they are cut off.
  private static Optional<Taken> taken(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf(" ON ");
    String named = end < 0 ? message : message.substring(0, end);
    return TAKEN.stream().filter(taken -> named.contains(taken.index())).findFirst();
  }

  private static Optional<SQLException> cause(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }
}
