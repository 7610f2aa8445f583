package io.buddychat.persistence;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The conversations somebody owns a copy of, by their latest activity, and by their titles.
///
/// It sorts the owner's own copies, of which there are as many as people they know: the
/// conversations' activity lies in another table, and a copy of it in every owner's would be a
/// write for each.
///
/// Whether a title begins like a text is not for a database to say, for each has its own idea of
/// upper and lower case, and a key for it would be kept for groups that nobody searches. So the
/// titles of the owner's groups are read, and the page is one of those that fit.
final class ConversationPages {

  private ConversationPages() {}

  private static PagedQuery query(String conditions) {
    return PagedQuery.of(
        """
        with mine as (
          select k.id, v.activity_at
          from conversation_copy k
          join conversation v on v.id = k.conversation_id
          where k.owner = :owner
            and v.kind = any(:kinds)
            and k.archived = any(:archived) %3$s
        )
        select f.any_before, f.any_after, %1$s, %2$s
        from (
          select
            exists (
              select 1 from mine i where (i.activity_at, i.id) >= (:after, :afterMinor)
            ) as any_before,
            exists (
              select 1 from mine i where (i.activity_at, i.id) <= (:before, :beforeMinor)
            ) as any_after
        ) f
        left join (
          select i.id, i.activity_at
          from mine i
          where (i.activity_at, i.id) < (:after, :afterMinor)
            and (i.activity_at, i.id) > (:before, :beforeMinor)
          order by i.activity_at {desc}, i.id {desc}
          limit :limit offset :skip
        ) p on true
        left join conversation_copy k on k.id = p.id
        left join conversation v on v.id = k.conversation_id
        order by p.activity_at {desc}, p.id {desc}
        """
            .formatted(Columns.COPY, Columns.CONVERSATION, conditions));
  }

  private static final PagedQuery ALL = query("");
  private static final String UNREAD = "v.last_ordinal - k.base - k.own_sent - k.settled > 0";

  static Page<HeldConversation> conversations(
      Handle handle, UserId owner, Family family, ConversationFilter filter, PageRequest page) {
    List<Conversation.Kind> kinds =
        Arrays.stream(Conversation.Kind.values()).filter(kind -> kind.family() == family).toList();
    List<Boolean> archived = filter.archived().map(List::of).orElse(List.of(true, false));
    String conditions = conditions(filter);
    Query query =
        (conditions.isEmpty() ? ALL : query(conditions))
            .on(handle, page)
            .bind("owner", owner.value())
            .bind("kinds", RowSet.keys(kinds, kind -> (long) kind.code()))
            .bind("archived", RowSet.flags(archived));
    if (filter.title().isPresent()) {
      query.bind("titled", RowSet.keys(titled(handle, owner, filter), id -> id));
    }
    return PagedQuery.page(page, query, JdbiMailboxes::heldConversation);
  }

  private static String conditions(ConversationFilter filter) {
    StringBuilder conditions = new StringBuilder();
    filter.unread().ifPresent(wanted -> conditions.append(and(wanted)).append(UNREAD).append(')'));
    filter.admin().ifPresent(wanted -> conditions.append(and(wanted)).append("k.admin)"));
    filter.title().ifPresent(beginning -> conditions.append(" and k.id = any(:titled)"));
    return conditions.toString();
  }

  private static String and(boolean wanted) {
    return wanted ? " and (" : " and not (";
  }

  private record Titled(long copy, String title) {}

  private static final String TITLES =
      """
      select k.id, v.title
      from conversation_copy k
      join conversation v on v.id = k.conversation_id
      where k.owner = :owner and v.title is not null
      """;

  private static List<Long> titled(Handle handle, UserId owner, ConversationFilter filter) {
    return handle
        .createQuery(TITLES)
        .bind("owner", owner.value())
        .map((result, context) -> new Titled(result.getLong(1), result.getString(2)))
        .stream()
        .filter(group -> filter.wantsTitle(group.title()))
        .map(Titled::copy)
        .toList();
  }

  private static final String CALLED =
      """
      select %s, %s
      from conversation_copy k
      join conversation v on v.id = k.conversation_id
      where k.owner = :owner and v.title = :title
      order by v.created_at, v.id
      limit 1
      """
          .formatted(Columns.COPY, Columns.CONVERSATION);

  static Optional<HeldConversation> groupCalled(Handle handle, UserId owner, String title) {
    return handle
        .createQuery(CALLED)
        .bind("owner", owner.value())
        .bind("title", title)
        .map((result, context) -> JdbiMailboxes.heldConversation(new Row(result)))
        .findFirst();
  }
}
