package io.buddychat.testkit.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A conversation in the tables, with all that must be known to write into it.
final class RawRoom {

  /// Where the numbers of our messages begin: the server's are far below.
  private static final long FIRST_ID = 1L << 61;

  private final int number;
  private final long conversation;
  private final List<Owned> owners = new ArrayList<>();
  private long lastOrdinal;

  private RawRoom(int number, long conversation) {
    this.number = number;
    this.conversation = conversation;
  }

  /// One person's copy.
  ///
  /// @param lastSeq the last entry in their log before the first message
  record Owned(long copy, long owner, long lastSeq) {

    long seq(long ordinal) {
      return lastSeq + ordinal;
    }
  }

  /// All that there are; nothing must have been sent yet.
  static List<RawRoom> all(Connection connection) throws SQLException {
    Map<Long, RawRoom> rooms = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select k.conversation_id, k.id, k.owner, b.last_seq
                from conversation_copy k join mailbox b on b.owner = k.owner
                order by k.conversation_id, k.owner
                """)) {
      while (row.next()) {
        int number = rooms.size();
        rooms
            .computeIfAbsent(row.getLong(1), id -> new RawRoom(number, id))
            .owners
            .add(new Owned(row.getLong(2), row.getLong(3), row.getLong(4)));
      }
    }
    return List.copyOf(rooms.values());
  }

  long conversation() {
    return conversation;
  }

  /// The first one sends.
  List<Owned> owners() {
    return owners;
  }

  long nextOrdinal() {
    return ++lastOrdinal;
  }

  long messageId(long ordinal) {
    return FIRST_ID + ((long) number << 40) + ordinal;
  }
}
