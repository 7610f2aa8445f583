package io.buddychat.testkit.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the database could do at most: some [raw senders][RawSender] in this very process.
record RawContestant(String name, Connection reader, int copies, List<RawSender> senders)
    implements Contestant {

  /// @param url of a copy of the server's database, before anything was sent
  static RawContestant of(String name, String url, Syncing syncing, int connections) {
    try {
      Connection reader = DriverManager.getConnection(url);
      List<RawRoom> rooms = RawRoom.all(reader);
      List<RawSender> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        List<RawRoom> mine = new ArrayList<>(rooms);
        // No two begin in the same one, if that can be.
        Collections.rotate(mine, -i * rooms.size() / connections);
        senders.add(new RawSender(DriverManager.getConnection(url), syncing, mine));
      }
      return new RawContestant(name, reader, rooms.get(0).copies(), senders);
    } catch (SQLException e) {
      throw new IllegalStateException(name + " does not open", e);
    }
  }

  /// For PostgreSQL this is the client's share alone.
  @Override
  public Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public long held() {
    try (Statement statement = reader.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from message_copy")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(name + " cannot count", e);
    }
  }

  @Override
  public void close() {
    try {
      for (RawSender sender : senders) {
        sender.close();
      }
      reader.close();
    } catch (SQLException e) {
      throw new IllegalStateException(name + " does not close", e);
    }
  }
}
