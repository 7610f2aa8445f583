package io.buddychat.server;

import io.buddychat.persistence.JdbiStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A database in memory, and every row in it: to see that nothing has changed, and to bring back
/// what has.
final class Tables implements AutoCloseable {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url));
  private final Connection connection;

  Tables() {
    try {
      connection = DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  JdbiStore store() {
    return store;
  }

  /// All rows of all tables. Two contents are equal if no table differs in any row.
  record Content(Map<String, List<Row>> rows) {

    /// Everything as one text, to search.
    String text() {
      return rows.toString();
    }
  }

  /// What stands in the columns.
  record Row(List<@Nullable Object> values) {}

  Content content() {
    Map<String, List<Row>> all = new TreeMap<>();
    try {
      for (String table : names()) {
        all.put(table, rows(table));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Content(all);
  }

  /// Makes the tables hold this and nothing else.
  void restore(Content content) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set referential_integrity false");
      for (var table : content.rows().entrySet()) {
        statement.execute("delete from \"" + table.getKey() + "\"");
        for (Row row : table.getValue()) {
          insert(table.getKey(), row);
        }
      }
      statement.execute("set referential_integrity true");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void insert(String table, Row row) throws SQLException {
    String marks = String.join(",", Collections.nCopies(row.values().size(), "?"));
    try (PreparedStatement insert =
        connection.prepareStatement("insert into \"%s\" values (%s)".formatted(table, marks))) {
      for (int i = 0; i < row.values().size(); i++) {
        insert.setObject(i + 1, row.values().get(i));
      }
      insert.executeUpdate();
    }
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select table_name from information_schema.tables
                where table_schema = 'public' and table_name <> 'buddychat_migrations'
                """)) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  private List<Row> rows(String table) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select * from \"%s\" order by 1, 2".formatted(table))) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(found.getObject(i));
        }
        rows.add(new Row(values));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    store.close();
  }
}
