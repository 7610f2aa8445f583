package io.buddychat.persistence;

import io.buddychat.domain.core.PageRequest;
import java.util.Locale;
import java.util.Map;

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
    String prefixIndex() {
      return "";
    }

    // H2 has no `lateral`, but it keeps to the order of an index: so the page's last number is
    // looked up first, and the page is the range up to there.
    @Override
    String pageOfEach(PageRequest.End from) {
      return switch (from) {
        case START -> H2_PAGE.formatted(FLAGS, "desc", "desc", ">=", Long.MIN_VALUE);
        case FINISH -> H2_PAGE.formatted(FLAGS, "asc", "asc", "<=", Long.MAX_VALUE);
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

    // Whatever the database's language sorts by, prefixes are found by characters.
    @Override
    String prefixIndex() {
      return "varchar_pattern_ops";
    }

    // Its planner guesses wrongly how long the ranges above are and reads whole tables; with
    // `limit` there is nothing to guess.
    @Override
    String pageOfEach(PageRequest.End from) {
      return switch (from) {
        case START -> POSTGRESQL_PAGE.formatted(FLAGS, "desc", "desc");
        case FINISH -> POSTGRESQL_PAGE.formatted(FLAGS, "asc", "asc");
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
      from (
        select
          k.id,
          %s,
          (
            select x.ordinal
            from message_copy x
            where x.copy_id = k.id and x.ordinal <= :newest and x.ordinal >= :oldest
            order by x.copy_id %s, x.ordinal %s
            limit 1 offset :limit - 1
          ) as last_wanted
        from unnest(cast(:ids as bigint array)) as w (id)
        join conversation_copy k on k.id = w.id and k.owner = :owner
      ) k
      left join message_copy c
        on c.copy_id = k.id and c.ordinal <= :newest and c.ordinal >= :oldest
        and c.ordinal %s coalesce(k.last_wanted, %d)
      """;

  /// `offset 0` keeps the flags from being asked for each message anew.
  private static final String POSTGRESQL_PAGE =
      """
      from (
        select
          k.id,
          %s
        from unnest(cast(:ids as bigint array)) as w (id)
        join conversation_copy k on k.id = w.id and k.owner = :owner
        offset 0
      ) k
      left join lateral (
        select x.*
        from message_copy x
        where x.copy_id = k.id and x.ordinal <= :newest and x.ordinal >= :oldest
        order by x.copy_id %s, x.ordinal %s
        limit :limit
      ) c on true
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

  /// What an index needs to be added so that it finds how texts begin.
  abstract String prefixIndex();

  /// The conversations `k` of `:ids` that are the `:owner`'s, each with its flags ([PagedQuery])
  /// and up to `:limit` of its message copies `c` from `:newest` to `:oldest`, beginning at an end.
  abstract String pageOfEach(PageRequest.End from);
}
