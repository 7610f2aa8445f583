package io.buddychat.persistence;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Notifications: the message copies that were received, found by the number of their arrival.
///
/// There is no index of those that were not noticed, for it would be one more to write for each
/// recipient of each message. So a page of only these reads past the others: quick while there are
/// some among the newest, and as long as the history when all of it was noticed, one by one. Those
/// that were noticed have an index on PostgreSQL, to which sending writes nothing; on H2 a page of
/// them reads past the others too.
final class Notifications {

  private Notifications() {}

  private static PagedQuery query(String filter) {
    return PagedQuery.of(
        """
        select f.any_before, f.any_after, %2$s
        from (
          select
            case when :isAfter then coalesce((
              select c.seq
              from message_copy c
              where c.owner = :owner and c.received %1$s and c.seq >= :after
              order by c.owner, c.seq
              limit 1
            ) >= :after, false) else false end as any_before,
            case when :isBefore then coalesce((
              select c.seq
              from message_copy c
              where c.owner = :owner and c.received %1$s and c.seq <= :before
              order by c.owner desc, c.seq desc
              limit 1
            ) <= :before, false) else false end as any_after
        ) f
        left join (
          select c.copy_id, c.ordinal, c.seq
          from message_copy c
          where c.owner = :owner and c.received %1$s and c.seq <= :newest and c.seq >= :oldest
          order by c.owner {desc}, c.seq {desc}
          limit :limit
        ) p on true
        left join message_copy c on c.copy_id = p.copy_id and c.ordinal = p.ordinal
        left join message m on m.id = c.message_id
        order by p.seq {desc}
        """
            .formatted(filter, Columns.HELD_MESSAGE));
  }

  private static final PagedQuery ALL = query("");
  private static final PagedQuery NOTICED = query("and c.noticed_at is not null");
  private static final PagedQuery UNNOTICED = query("and c.noticed_at is null");

  static Page<HeldMessage> page(
      Handle handle, UserId owner, Optional<Boolean> noticed, PageRequest page) {
    PagedQuery wanted = noticed.map(is -> is ? NOTICED : UNNOTICED).orElse(ALL);
    return PagedQuery.page(
        page, wanted.on(handle, page).bind("owner", owner.value()), Columns::heldMessage);
  }
}
