package io.buddychat.testkit.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A conversation in the tables, with all that must be known to write into it. Several senders may
/// share one.
///
/// @param conversation its key
/// @param sender one of the people
/// @param copies how many they are
/// @param firstId where the numbers of its new messages begin, far above the server's
/// @param firstSeq the newest entry in any of their logs
/// @param sent how many new messages it has
record RawRoom(
    long conversation, long sender, int copies, long firstId, long firstSeq, AtomicLong sent) {

  private static final long FIRST_ID = 1L << 61;

  /// All that there are; nothing must have been sent yet.
  static List<RawRoom> all(Connection connection) throws SQLException {
    List<RawRoom> rooms = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select k.conversation_id, min(k.owner), count(*), max(b.last_seq)
                from conversation_copy k join mailbox b on b.owner = k.owner
                group by k.conversation_id
                """)) {
      while (row.next()) {
        rooms.add(
            new RawRoom(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                FIRST_ID + ((long) rooms.size() << 40),
                row.getLong(4),
                new AtomicLong()));
      }
    }
    return List.copyOf(rooms);
  }
}
