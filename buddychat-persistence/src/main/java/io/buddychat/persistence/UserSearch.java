package io.buddychat.persistence;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.Identity;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// A search for people by how their names begin. The statement has a condition for each name that
/// is given and none for the others, so that the database can choose the index that fits.
final class UserSearch {

  /// The beginning each column must have.
  private final Map<String, String> beginnings = new LinkedHashMap<>();

  private final boolean canMatch;

  UserSearch(UserFilter filter) {
    List<Optional<String>> given =
        List.of(filter.username(), filter.firstName(), filter.lastName());
    canMatch = given.stream().flatMap(Optional::stream).allMatch(UserSearch::canBeStored);
    filter.username().ifPresent(text -> beginnings.put("username_key", text));
    filter.firstName().ifPresent(text -> beginnings.put("first_name_key", text));
    filter.lastName().ifPresent(text -> beginnings.put("last_name_key", text));
  }

  /// Whether a name can be like this at all. The databases do not even take other characters as a
  /// question.
  static boolean canBeStored(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  boolean canMatch() {
    return canMatch;
  }

  private static PagedQuery query(String conditions) {
    return PagedQuery.of(
        """
        select f.any_before, f.any_after, p.*
        from (
          select
            case when :isAfter then exists (
              select 1 from users u where not u.deleted %1$s and u.id >= :after
            ) else false end as any_before,
            case when :isBefore then exists (
              select 1 from users u where not u.deleted %1$s and u.id <= :before
            ) else false end as any_after
        ) f
        left join (
          select %2$s
          from users u
          where not u.deleted %1$s and u.id <= :newest and u.id >= :oldest
          order by u.id {desc}
          limit :limit
        ) p on true
        order by p.id {desc}
        """
            .formatted(conditions, Columns.USER));
  }

  Page<User> page(Handle handle, PageRequest page) {
    StringBuilder conditions = new StringBuilder();
    for (String column : beginnings.keySet()) {
      conditions.append("and u.%1$s like :%1$s escape '!' ".formatted(column));
    }
    Query query = query(conditions.toString()).on(handle, page);
    beginnings.forEach((column, text) -> query.bind(column, pattern(text)));
    return PagedQuery.page(page, query, Columns::user);
  }

  /// Matches what begins like this, however it is spelled.
  static String pattern(String beginning) {
    return Identity.of(beginning).replaceAll("[!%_]", "!$0") + "%";
  }
}
