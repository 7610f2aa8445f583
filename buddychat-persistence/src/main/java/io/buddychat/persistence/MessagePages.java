package io.buddychat.persistence;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Message copies of a whole mailbox, found by the number of their arrival, or of one conversation,
/// found by the number of their message; narrowed by what their owner did with them.
///
/// There is no index of those that were not read or not noticed, for it would be one more to write
/// for each recipient of each message. So a page of only these reads past the others: quick while
/// there are some among the newest, and as long as the history when there are none. Those that were
/// noticed have an index on PostgreSQL, to which sending writes nothing; on H2 a page of them reads
/// past the others too.
final class MessagePages {

  private MessagePages() {}

  /// @param whose the column that says where to look, which is the value of the same name
  /// @param place the column they are sorted by
  /// @param filter what more must be true of them
  private static PagedQuery query(String whose, String place, String filter) {
    return PagedQuery.of(
        """
        select f.any_before, f.any_after, %4$s
        from (
          select
            case when :isAfter then coalesce((
              select c.%2$s
              from message_copy c
              where c.%1$s = :%1$s %3$s and c.%2$s >= :after
              order by c.%1$s, c.%2$s
              limit 1
            ) >= :after, false) else false end as any_before,
            case when :isBefore then coalesce((
              select c.%2$s
              from message_copy c
              where c.%1$s = :%1$s %3$s and c.%2$s <= :before
              order by c.%1$s desc, c.%2$s desc
              limit 1
            ) <= :before, false) else false end as any_after
        ) f
        left join (
          select c.copy_id, c.ordinal, c.%2$s as place
          from message_copy c
          where c.%1$s = :%1$s %3$s
            and c.%2$s <= :newest and c.%2$s >= :oldest
          order by c.%1$s {desc}, c.%2$s {desc}
          limit :limit offset :skip
        ) p on true
        left join message_copy c on c.copy_id = p.copy_id and c.ordinal = p.ordinal
        left join message m on m.id = c.message_id
        order by p.place {desc}
        """
            .formatted(whose, place, filter, Columns.HELD_MESSAGE));
  }

  private static PagedQuery notifications(String filter) {
    return query("owner", "seq", "and c.received " + filter);
  }

  private static final PagedQuery NOTIFICATIONS = notifications("");
  private static final PagedQuery NOTICED = notifications("and c.noticed_at is not null");
  private static final PagedQuery UNNOTICED = notifications("and c.noticed_at is null");

  static Page<HeldMessage> notifications(
      Handle handle, UserId owner, Optional<Boolean> noticed, PageRequest page) {
    PagedQuery wanted = noticed.map(is -> is ? NOTICED : UNNOTICED).orElse(NOTIFICATIONS);
    return PagedQuery.page(
        page, wanted.on(handle, page).bind("owner", owner.value()), Columns::heldMessage);
  }

  private static final String READ = "(not c.received or c.read_at is not null)";
  private static final String UNREAD = "c.received and c.read_at is null";
  private static final String SENT =
      "exists (select 1 from message s where s.id = c.message_id and s.sender = :owner)";

  private static final String OWN =
      "and exists (select 1 from conversation_copy k where k.id = :copy_id and k.owner = :owner)";

  static Page<HeldMessage> messages(
      Handle handle, UserId owner, MessageFilter filter, PageRequest page) {
    StringBuilder conditions = new StringBuilder();
    filter.unread().ifPresent(wanted -> conditions.append(" and ").append(wanted ? UNREAD : READ));
    filter.mine().ifPresent(mine -> conditions.append(mine ? " and " : " and not ").append(SENT));
    Optional<Long> copy = filter.in().map(CopyId::value);
    PagedQuery wanted =
        copy.isPresent()
            ? query("copy_id", "ordinal", OWN + conditions)
            : query("owner", "seq", conditions.toString());
    Query query = wanted.on(handle, page).bind("owner", owner.value());
    copy.ifPresent(id -> query.bind("copy_id", id));
    return PagedQuery.page(page, query, Columns::heldMessage);
  }
}
