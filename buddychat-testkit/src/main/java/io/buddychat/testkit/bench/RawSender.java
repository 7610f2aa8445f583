package io.buddychat.testkit.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Writes the least that a sent message can be, by plain JDBC on one connection, a commit for each:
/// a row of the message, and with one statement a thin row for each person.
///
/// What the server has to look up, such as the next ordinal, it knows already. It counts nothing:
/// neither the newest entry of each person's log nor the messages of the conversation.
final class RawSender implements AutoCloseable {

  private final Connection connection;
  private final Syncing syncing;
  private final List<RawRoom> rooms;
  private final PreparedStatement message;
  private final PreparedStatement copies;
  private int turn;

  /// @param rooms takes its turns in them
  RawSender(Connection connection, Syncing syncing, List<RawRoom> rooms) throws SQLException {
    this.connection = connection;
    this.syncing = syncing;
    this.rooms = rooms;
    connection.setAutoCommit(false);
    message =
        connection.prepareStatement(
            """
            insert into message (
              id, conversation_id, ordinal, sender, session_id, content, sent_at, holders, awaiting
            ) values (?, ?, ?, ?, 0, ?, ?, ?, ?)
            """);
    copies =
        connection.prepareStatement(
            """
            insert into message_copy (copy_id, ordinal, owner, message_id, received, seq)
            select k.id, ?, k.owner, ?, k.owner <> ?, cast(? as bigint)
            from conversation_copy k
            where k.conversation_id = ?
            """);
  }

  /// Returns when the message is durable.
  void send() throws SQLException {
    RawRoom room = rooms.get(turn++ % rooms.size());
    long ordinal = room.sent().incrementAndGet();
    long id = room.firstId() + ordinal;
    run(
        1,
        message,
        id,
        room.conversation(),
        ordinal,
        room.sender(),
        Chatting.TEXT,
        System.currentTimeMillis(),
        room.copies(),
        room.copies() - 1);
    // A message that is received takes two entries of a log.
    long seq = room.firstSeq() + 2 * ordinal;
    run(room.copies(), copies, ordinal, id, room.sender(), seq, room.conversation());
    syncing.commit(connection);
  }

  private static void run(int rows, PreparedStatement statement, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    if (statement.executeUpdate() != rows) {
      throw new SQLException("a row is missing");
    }
  }

  @Override
  public void close() throws SQLException {
    message.close();
    copies.close();
    connection.close();
  }
}
