package io.buddychat.persistence;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// A statement that reads a page of a list which is kept in descending order.
///
/// It takes the items strictly between the positions `:after` and `:before`, beginning at the
/// wanted end, at most `:limit`, which is one more than asked for: so it costs no statement to know
/// whether there is more. Lists that never tie have the same range, without the positions
/// themselves, as `:newest` and `:oldest`; the others have `:afterMinor` and `:beforeMinor`.
///
/// Each row begins with two flags, which are looked up only if there is such a position
/// (`:isAfter`, `:isBefore`): whether the list has something at or before `after`, and at or after
/// `before`. There is one row with the flags also when the page is empty.
///
/// Items are found by comparing positions, never by counting rows: a page costs the same at any
/// depth. Only where a client counts pages, rows are counted too: a statement with `offset :skip`
/// reads past those that the request skips. One without cannot be asked to.
record PagedQuery(String fromStart, String fromFinish) {

  private static final String SKIPPING = "offset :skip";
  private static final Position NEWEST = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
  private static final Position OLDEST = new Position(Long.MIN_VALUE, Long.MIN_VALUE);

  /// @param sql with `{desc}` where the order depends on the end that is begun at
  static PagedQuery of(String sql) {
    return new PagedQuery(sql.replace("{desc}", "desc"), sql.replace("{desc}", "asc"));
  }

  /// What stands in a row behind the flags.
  @FunctionalInterface
  interface Item<T> {

    T read(Row row) throws SQLException;
  }

  /// The statement for this page, with its own parameters bound.
  Query on(Handle handle, PageRequest page) {
    Position after = page.after().orElse(NEWEST);
    Position before = page.before().orElse(OLDEST);
    String sql =
        switch (page.from()) {
          case START -> fromStart;
          case FINISH -> fromFinish;
        };
    if (page.skip() > 0 && !sql.contains(SKIPPING)) {
      throw new IllegalArgumentException("this list is read for many at once, and skips nothing");
    }
    return handle
        .createQuery(sql)
        .bind("isAfter", page.after().isPresent())
        .bind("isBefore", page.before().isPresent())
        .bind("after", after.major())
        .bind("afterMinor", after.minor())
        .bind("before", before.major())
        .bind("beforeMinor", before.minor())
        .bind("newest", page.after().map(PagedQuery::below).orElse(Long.MAX_VALUE))
        .bind("oldest", page.before().map(PagedQuery::above).orElse(Long.MIN_VALUE))
        .bind("limit", page.limit() + 1)
        .bind("skip", page.skip());
  }

  private static long below(Position position) {
    return Math.max(position.major(), Long.MIN_VALUE + 1) - 1;
  }

  private static long above(Position position) {
    return Math.min(position.major(), Long.MAX_VALUE - 1) + 1;
  }

  /// A row of a page: the flags, and an item or nothing.
  record Line<T>(boolean anyBefore, boolean anyAfter, List<T> item) {

    static <T> Line<T> read(Row row, Item<T> item) throws SQLException {
      return new Line<>(
          row.flag(), row.flag(), row.nextIsNull() ? List.of() : List.of(item.read(row)));
    }
  }

  static <T> Page<T> page(PageRequest request, Query query, Item<T> item) {
    return page(request, query.map((result, context) -> Line.read(new Row(result), item)).list());
  }

  static <T> Page<T> page(PageRequest request, List<Line<T>> lines) {
    List<T> items = new ArrayList<>();
    lines.forEach(line -> items.addAll(line.item()));
    Line<T> first = lines.get(0);
    return Page.of(request, items, first.anyBefore(), first.anyAfter());
  }
}
