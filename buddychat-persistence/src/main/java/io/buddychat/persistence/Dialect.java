package io.buddychat.persistence;

import io.buddychat.domain.core.PageRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The databases that can keep BuddyChat, and everything in which their SQL must differ.
///
/// All other statements, and the migrations, are written in what both understand.
enum Dialect {
  /// The embedded database, in the mode in which it speaks most of PostgreSQL's language.
  H2("org.h2.Driver") {
    @Override
    String url(String given) {
      return H2Url.completed(given);
    }

    @Override
    Turns turns() {
      return Turns.oneAtATime();
    }

    @Override
    Map<String, String> properties() {
      return Map.of();
    }

    @Override
    Optional<String> settings() {
      return Optional.empty();
    }

    @Override
    Optional<String> planForTheseValues() {
      return Optional.empty();
    }

    @Override
    boolean isFarAway() {
      return false;
    }

    // It locks the rows of whatever tables are not in a subquery.
    @Override
    String lockedRowsOf(String table) {
      return "for update";
    }

    @Override
    String prefixIndex() {
      return "";
    }

    @Override
    String partialIndex() {
      return "-- ";
    }

    // H2 has no `lateral`, but it keeps to the order of an index: so the page's last number is
    // looked up first, and the page is the range up to there.
    @Override
    String pageOfEach(PageRequest.End from) {
      return switch (from) {
        case START -> H2_PAGE.formatted(Columns.HELD_MESSAGE, FLAGS, "desc", ">=", Long.MIN_VALUE);
        case FINISH -> H2_PAGE.formatted(Columns.HELD_MESSAGE, FLAGS, "asc", "<=", Long.MAX_VALUE);
      };
    }
  },

  /// The database for everything bigger.
  POSTGRESQL("org.postgresql.Driver") {
    @Override
    String url(String given) {
      return given;
    }

    @Override
    Turns turns() {
      return Turns.anyNumber();
    }

    // The details of an error repeat the values of the row, which may be secret.
    @Override
    Map<String, String> properties() {
      return Map.of("logServerErrorDetail", "false", "ApplicationName", "buddychat");
    }

    // Every statement goes by keys, and finds its rows in the same way whatever they are. Left to
    // itself the planner plans many of them anew for each run, which takes longer than running
    // them, and for a table that is young and small plans to read all of it.
    @Override
    Optional<String> settings() {
      return Optional.of("set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
    }

    @Override
    Optional<String> planForTheseValues() {
      return Optional.of("set local plan_cache_mode = force_custom_plan");
    }

    @Override
    boolean isFarAway() {
      return true;
    }

    @Override
    String lockedRowsOf(String table) {
      return "for update of " + table;
    }

    // Whatever the database's language sorts by, prefixes are found by characters.
    @Override
    String prefixIndex() {
      return "varchar_pattern_ops";
    }

    @Override
    String partialIndex() {
      return "";
    }

    // It has `lateral` and `limit`. The messages of all pages are looked up by one array: sorted
    // and
    // gone through side by side, which touches a tenth of the pages that a search for each does.
    @Override
    String pageOfEach(PageRequest.End from) {
      return switch (from) {
        case START -> POSTGRESQL_PAGE.formatted(Columns.HELD_MESSAGE, FLAGS, "desc");
        case FINISH -> POSTGRESQL_PAGE.formatted(Columns.HELD_MESSAGE, FLAGS, "asc");
      };
    }
  };

  private static final String FLAGS =
      """
      case when :isAfter then coalesce((
        select x.ordinal
        from message_copy x
        where x.copy_id = k.id
        order by x.copy_id desc, x.ordinal desc
        limit 1
      ) >= :after, false) else false end as any_before,
      case when :isBefore then coalesce((
        select x.ordinal
        from message_copy x
        where x.copy_id = k.id
        order by x.copy_id, x.ordinal
        limit 1
      ) <= :before, false) else false end as any_after
      """;

  private static final String H2_PAGE =
      """
      select k.id, k.any_before, k.any_after, %1$s
      from (
        select
          k.id,
          %2$s,
          (
            select x.ordinal
            from message_copy x
            where x.copy_id = k.id and x.ordinal <= :newest and x.ordinal >= :oldest
            order by x.copy_id %3$s, x.ordinal %3$s
            limit 1 offset :limit - 1
          ) as last_wanted
        from unnest(cast(:ids as bigint array)) as w (id)
        join conversation_copy k on k.id = w.id and k.owner = :owner
      ) k
      left join message_copy c
        on c.copy_id = k.id and c.ordinal <= :newest and c.ordinal >= :oldest
        and c.ordinal %4$s coalesce(k.last_wanted, %5$d)
      left join message m on m.id = c.message_id
      order by k.id, c.ordinal %3$s
      """;

  /// `offset 0` keeps the flags from being asked for each message anew.
  private static final String POSTGRESQL_PAGE =
      """
      with c as materialized (
        select k.id as within, k.any_before, k.any_after, x.*
        from (
          select
            k.id,
            %2$s
          from unnest(cast(:ids as bigint array)) as w (id)
          join conversation_copy k on k.id = w.id and k.owner = :owner
          offset 0
        ) k
        left join lateral (
          select x.*
          from message_copy x
          where x.copy_id = k.id and x.ordinal <= :newest and x.ordinal >= :oldest
          order by x.copy_id %3$s, x.ordinal %3$s
          limit :limit
        ) x on true
      ),
      m as materialized (
        select m.*
        from message m
        where m.id = any(array(select c.message_id from c))
      )
      select c.within, c.any_before, c.any_after, %1$s
      from c
      left join m on m.id = c.message_id
      order by c.within, c.ordinal %3$s
      """;

  private final String driver;

  Dialect(String driver) {
    this.driver = driver;
  }

  /// Tells the database by its JDBC url.
  static Dialect of(String url) {
    String start = url.toLowerCase(Locale.ROOT);
    if (start.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (start.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException(
        "The database's url must begin with jdbc:h2: or jdbc:postgresql:");
  }

  String driver() {
    return driver;
  }

  /// The url with all that BuddyChat needs to be set in it.
  abstract String url(String given);

  /// How many transactions there may be at a time.
  abstract Turns turns();

  /// What to tell the driver beside the url, which wins where it says the same.
  abstract Map<String, String> properties();

  /// A statement that sets what a new connection needs to be set.
  abstract Optional<String> settings();

  /// A statement that lets those after it, up to the end of the transaction, be planned for the
  /// very values they are run with.
  abstract Optional<String> planForTheseValues();

  /// Whether statements and results travel, so that it pays to send several at a time.
  abstract boolean isFarAway();

  /// What to end a query with that locks the rows it reads of one table, and nothing of its
  /// subqueries.
  abstract String lockedRowsOf(String table);

  /// What an index needs to be added so that it finds how texts begin.
  abstract String prefixIndex();

  /// What stands before the line that makes an index of a part of the rows: nothing, or what makes
  /// it a comment.
  abstract String partialIndex();

  /// A query for the conversations of `:ids` that are the `:owner`'s: the id of each, its flags
  /// ([PagedQuery]) and up to `:limit` of its held messages from `:newest` to `:oldest`, beginning
  /// at an end.
  abstract String pageOfEach(PageRequest.End from);
}
