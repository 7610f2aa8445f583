package io.buddychat.testkit.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Writes the rows that a sent message is, by plain JDBC on one connection, a commit for each: the
/// message, a copy for each person, the heads of their logs, the conversation, the sender's copy.
///
/// What the server would have to look up, such as the next ordinal, it knows already: nobody else
/// writes into its rooms.
final class RawSender implements Sender, AutoCloseable {

  private final Connection connection;
  private final Syncing syncing;
  private final List<RawRoom> rooms;
  private final List<PreparedStatement> prepared = new ArrayList<>();
  private final PreparedStatement message;
  private final PreparedStatement copy;
  private final PreparedStatement head;
  private final PreparedStatement conversation;
  private final PreparedStatement ownCopy;
  private int turn;

  /// @param rooms takes its turns in them
  RawSender(Connection connection, Syncing syncing, List<RawRoom> rooms) throws SQLException {
    this.connection = connection;
    this.syncing = syncing;
    this.rooms = rooms;
    connection.setAutoCommit(false);
    message =
        prepare(
            """
            insert into message (
              id, conversation_id, ordinal, sender, session_id, content, sent_at, holders, awaiting
            ) values (?, ?, ?, ?, 0, ?, ?, ?, ?)
            """);
    copy =
        prepare(
            """
            insert into message_copy (copy_id, ordinal, owner, message_id, received, seq)
            values (?, ?, ?, ?, ?, ?)
            """);
    head = prepare("update mailbox set last_seq = ? where owner = ?");
    conversation =
        prepare("update conversation set last_ordinal = ?, activity_at = ? where id = ?");
    ownCopy = prepare("update conversation_copy set own_sent = ? where id = ?");
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.add(statement);
    return statement;
  }

  @Override
  public void send() throws SQLException {
    RawRoom room = rooms.get(turn++ % rooms.size());
    long ordinal = room.nextOrdinal();
    long id = room.messageId(ordinal);
    long now = System.currentTimeMillis();
    List<RawRoom.Owned> owners = room.owners();

    run(
        message,
        id,
        room.conversation(),
        ordinal,
        owners.get(0).owner(),
        HttpSender.TEXT,
        now,
        owners.size(),
        owners.size() - 1);
    for (RawRoom.Owned each : owners) {
      boolean received = each.owner() != owners.get(0).owner();
      set(copy, each.copy(), ordinal, each.owner(), id, received, each.seq(ordinal));
      copy.addBatch();
      set(head, each.seq(ordinal), each.owner());
      head.addBatch();
    }
    copy.executeBatch();
    head.executeBatch();
    run(conversation, ordinal, now, room.conversation());
    run(ownCopy, ordinal, owners.get(0).copy());
    syncing.commit(connection);
  }

  private static void run(PreparedStatement statement, Object... values) throws SQLException {
    set(statement, values);
    if (statement.executeUpdate() != 1) {
      throw new SQLException("a row is missing");
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared) {
      statement.close();
    }
    connection.close();
  }
}
