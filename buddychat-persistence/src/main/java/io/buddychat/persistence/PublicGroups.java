package io.buddychat.persistence;

import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The groups that everybody can find. Private groups and chats have no place in what it searches.
final class PublicGroups {

  private PublicGroups() {}

  private static PagedQuery query(String title) {
    return PagedQuery.of(
        """
        select
          f.any_before, f.any_after, v.id, v.title, v.description, v.image, v.owners,
          exists (
            select 1 from conversation_copy mine
            where mine.conversation_id = v.id and mine.owner = :viewer
          )
        from (
          select
            case when :isAfter then exists (
              select 1 from conversation v
              where v.visibility = :public %1$s and v.id >= :after
            ) else false end as any_before,
            case when :isBefore then exists (
              select 1 from conversation v
              where v.visibility = :public %1$s and v.id <= :before
            ) else false end as any_after
        ) f
        left join (
          select v.*
          from conversation v
          where v.visibility = :public %1$s and v.id <= :newest and v.id >= :oldest
          order by v.visibility {desc}, v.id {desc}
          limit :limit
        ) v on true
        order by v.id {desc}
        """
            .formatted(title));
  }

  private static final PagedQuery ALL = query("");
  private static final PagedQuery FOUND = query("and v.public_key like :title escape '!'");

  static Page<PublicGroup> page(
      Handle handle, UserId viewer, Optional<String> title, PageRequest page) {
    Query query =
        (title.isPresent() ? FOUND : ALL)
            .on(handle, page)
            .bind("viewer", viewer.value())
            .bind("public", Visibility.PUBLIC.code());
    title.ifPresent(beginning -> query.bind("title", UserSearch.pattern(beginning)));
    return PagedQuery.page(page, query, PublicGroups::read);
  }

  private static PublicGroup read(Row row) throws SQLException {
    return new PublicGroup(
        new ConversationId(row.number()),
        row.text(),
        row.text(),
        row.text(),
        row.number(),
        row.flag());
  }
}
