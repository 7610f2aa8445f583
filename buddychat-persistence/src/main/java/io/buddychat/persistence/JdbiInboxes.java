package io.buddychat.persistence;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The owners' logs: the entries of their own, and the message copies that stand for the entries of
/// their arrival, merged.
///
/// Neither call answers before what it answers with is durable.
final class JdbiInboxes implements Inboxes {

  /// One statement, and not two: a copy that is dropped at this moment moves its entries from the
  /// one table to the other. A statement sees both tables as they were at one moment, so the
  /// entries can neither be missed nor seen twice. (H2 does so at READ COMMITTED for the tables of
  /// a statement and of its subqueries, but not for those of subqueries in subqueries: keep this
  /// flat.)
  ///
  /// A log has no holes, so the wanted entries are a range of numbers and need no limit. A copy
  /// that arrived as the number before the first may still have its second entry to give, hence
  /// `>=`.
  private static final String READ =
      """
      select
        e.owner, e.seq, e.operation, e.occurred_at, e.session_id, e.copy_id, e.ordinal,
        e.message_id, e.conversation_id, e.member_id, e.user_id, e.actor,
        cast(null as smallint) as kind, cast(null as boolean) as received,
        (select b.horizon from mailbox b where b.owner = :owner) as horizon
      from inbox_entry e
      where e.owner = :owner
        and e.seq > %1$s
        and e.seq <= %1$s + :limit
      union all
      select
        c.owner, c.seq, null, %2$s, m.session_id, c.copy_id, c.ordinal,
        c.message_id, m.conversation_id, null, null, m.sender,
        v.kind, c.received,
        (select b.horizon from mailbox b where b.owner = :owner)
      from message_copy c
      join message m on m.id = c.message_id
      join conversation v on v.id = m.conversation_id
      where c.owner = :owner
        and c.seq >= %1$s
        and c.seq <= %1$s + :limit
      order by 2
      """
          .formatted(
              "greatest(:after, (select b.horizon from mailbox b where b.owner = :owner))",
              Columns.ARRIVED_AT);

  private final JdbiUnitOfWork unitOfWork;

  JdbiInboxes(JdbiUnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  @Override
  public List<Entry> read(UserId owner, long after, int limit) {
    List<Lines> lines =
        unitOfWork.read(
            handle ->
                handle
                    .createQuery(READ)
                    .bind("owner", owner.value())
                    .bind("after", Math.min(after, Long.MAX_VALUE - limit))
                    .bind("limit", limit)
                    .map((result, context) -> Lines.read(new Row(result)))
                    .list());
    if (!lines.isEmpty()) {
      unitOfWork.awaitEntriesOf(owner);
    }
    return lines.stream().flatMap(each -> each.after(after)).limit(limit).toList();
  }

  /// What one row gives: an entry of its own, or those a message copy stands for.
  ///
  /// @param horizon entries up to here are forgotten, also where a copy stands for them still
  private record Lines(List<Entry> entries, long horizon) {

    static Lines read(Row row) throws SQLException {
      LogRow line = LogRow.read(row);
      Optional<Conversation.Kind> kind =
          row.optionalNumber().map(code -> Conversation.Kind.ofCode(code.intValue()));
      boolean received = row.flag();
      List<Entry> entries =
          kind.map(in -> line.arrival(in, received)).orElseGet(() -> List.of(line.entry()));
      return new Lines(entries, row.number());
    }

    Stream<Entry> after(long cursor) {
      return entries.stream().filter(entry -> entry.seq() > Math.max(cursor, horizon));
    }
  }

  @Override
  public Bounds bounds(UserId owner) {
    Bounds bounds =
        unitOfWork.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select b.horizon, b.last_seq
                        from mailbox b
                        where b.owner = :owner
                        """)
                    .bind("owner", owner.value())
                    .map((result, context) -> new Bounds(result.getLong(1), result.getLong(2)))
                    .findOne()
                    .orElse(new Bounds(0, 0)));
    unitOfWork.awaitEntriesOf(owner);
    return bounds;
  }
}
