package io.buddychat.persistence;

import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Forgets what is old. What there is to be forgotten is looked up without a lock and without a
/// turn, so where there is nothing, nobody notices.
final class JdbiRetention implements Retention {

  private final JdbiUnitOfWork unitOfWork;

  JdbiRetention(JdbiUnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /// How far some logs can be forgotten: up to the first entry that is young enough to stay.
  ///
  /// It needs no lock. Entries never change, new ones come at the end, and the statement sees
  /// horizon, end and both tables as they were at one moment. When a horizon has risen since, it
  /// does not sink again.
  ///
  /// A copy that arrived as the number of the horizon may still have its second entry to give, as
  /// in [JdbiInboxes].
  private static final String LOOK =
      """
      select
        b.owner, b.horizon, b.last_seq,
        least(
          b.last_seq,
          b.horizon + :entries,
          coalesce((
            select e.seq - 1
            from inbox_entry e
            where e.owner = b.owner and e.seq > b.horizon and e.seq <= b.horizon + :entries
              and e.occurred_at >= :before
            order by e.owner, e.seq
            limit 1
          ), b.last_seq),
          coalesce((
            select greatest(c.seq - 1, b.horizon)
            from message_copy c
            join message m on m.id = c.message_id
            where c.owner = b.owner and c.seq >= b.horizon and c.seq <= b.horizon + :entries
              and (c.received or c.seq > b.horizon)
              and %s >= :before
            order by c.owner, c.seq
            limit 1
          ), b.last_seq)
        ) as forgettable
      from mailbox b
      where b.owner > :after and b.horizon < b.last_seq
      order by b.owner
      limit :owners
      """
          .formatted(Columns.ARRIVED_AT);

  /// A log that was looked at.
  ///
  /// @param forgettable the last entry that may go; the horizon if none may
  private record Looked(UserId owner, long horizon, long head, long forgettable) {

    static Looked read(Row row) throws SQLException {
      return new Looked(new UserId(row.number()), row.number(), row.number(), row.number());
    }

    boolean hasSomethingToForget() {
      return forgettable > horizon;
    }

    /// Whether it was the bound that ended the look, and not a young entry or the end of the log.
    boolean wasCutShort(int entries) {
      return forgettable == horizon + entries && forgettable < head;
    }
  }

  @Override
  public Step forgetEntries(Instant before, Optional<UserId> after, int owners, int entries) {
    List<Looked> looked =
        unitOfWork.read(
            handle ->
                handle
                    .createQuery(LOOK)
                    .bind("before", before.toEpochMilli())
                    .bind("after", after.map(UserId::value).orElse(Long.MIN_VALUE))
                    .bind("owners", owners)
                    .bind("entries", entries)
                    .map((result, context) -> Looked.read(new Row(result)))
                    .list());
    List<Looked> old = looked.stream().filter(Looked::hasSomethingToForget).toList();
    if (!old.isEmpty()) {
      unitOfWork.write(handle -> forget(handle, old));
    }
    return new Step(
        looked.isEmpty() ? Optional.empty() : Optional.of(looked.get(looked.size() - 1).owner()),
        looked.stream().anyMatch(each -> each.wasCutShort(entries)));
  }

  /// Under the locks of the mailboxes, as everything that touches a log: whoever moves the entries
  /// of a copy that goes into `inbox_entry` holds them too, so they see the new horizon, or their
  /// rows are seen here.
  private static int forget(Handle handle, List<Looked> old) {
    JdbiConversations.lockMailboxes(handle, old.stream().map(Looked::owner).toList());
    RowSet<Looked> logs =
        RowSet.of(old)
            .numbers("owner", log -> log.owner().value())
            .numbers("horizon", Looked::horizon)
            .numbers("forgettable", Looked::forgettable);
    logs.update(handle, RAISE);
    logs.update(handle, DELETE);
    return old.size();
  }

  private static final String RAISE =
      """
      update mailbox b
      set horizon = greatest(b.horizon, n.forgettable)
      from unnest(
        cast(:owner as bigint array), cast(:horizon as bigint array),
        cast(:forgettable as bigint array)
      ) as n (owner, horizon, forgettable)
      where b.owner = n.owner
      """;

  private static final String DELETE =
      """
      merge into inbox_entry e
      using unnest(
        cast(:owner as bigint array), cast(:horizon as bigint array),
        cast(:forgettable as bigint array)
      ) as n (owner, horizon, forgettable)
      on e.owner = n.owner and e.seq > n.horizon and e.seq <= n.forgettable
      when matched then delete
      """;

  /// Two who send under the same id and meet this are told "again" or send anew, as if one had come
  /// before the other.
  @Override
  public int forgetSendKeys(Instant before, int most) {
    List<Key> old =
        unitOfWork.read(
            handle ->
                oldest(handle, OLD_SEND_KEYS, before, most)
                    .map(
                        (result, context) ->
                            new Key(result.getLong(1), result.getLong(2), result.getString(3)))
                    .list());
    if (!old.isEmpty()) {
      unitOfWork.write(
          handle -> {
            RowSet.of(old)
                .numbers("sender", Key::sender)
                .numbers("conversation", Key::conversation)
                .texts("clientId", Key::clientId)
                .bindTo(handle.createUpdate(DELETE_SEND_KEYS))
                .bind("before", before.toEpochMilli())
                .execute();
            return old.size();
          });
    }
    return old.size();
  }

  private record Key(long sender, long conversation, String clientId) {}

  private static final String OLD_SEND_KEYS =
      """
      select s.sender, s.conversation_id, s.client_id
      from send_key s
      where s.sent_at < :before
      order by s.sent_at
      limit :most
      """;

  /// Asks for the age once more: an id that was forgotten meanwhile may be in use again.
  private static final String DELETE_SEND_KEYS =
      """
      merge into send_key s
      using unnest(
        cast(:sender as bigint array), cast(:conversation as bigint array),
        cast(:clientId as varchar array)
      ) as n (sender, conversation_id, client_id)
      on s.sender = n.sender and s.conversation_id = n.conversation_id
        and s.client_id = n.client_id
      when matched and s.sent_at < :before then delete
      """;

  /// The sessions are locked before their tokens go, and asked once more whether they are old: one
  /// that is carried on at this moment is not.
  @Override
  public int forgetSessions(Instant before, int most) {
    List<SessionId> old =
        unitOfWork.read(
            handle ->
                oldest(handle, OLD_SESSIONS, before, most)
                    .map((result, context) -> new SessionId(result.getLong(1)))
                    .list());
    if (!old.isEmpty()) {
      unitOfWork.write(handle -> forgetSessions(handle, old, before));
    }
    return old.size();
  }

  private static final String OLD_SESSIONS =
      """
      select s.id
      from session s
      where s.expires_at < :before
      order by s.expires_at
      limit :most
      """;

  private static Query oldest(Handle handle, String sql, Instant before, int most) {
    return handle.createQuery(sql).bind("before", before.toEpochMilli()).bind("most", most);
  }

  private static int forgetSessions(Handle handle, List<SessionId> ids, Instant before) {
    List<SessionId> locked =
        handle
            .createQuery(
                """
                select s.id
                from session s
                where s.id = any(:ids) and s.expires_at < :before
                order by s.id
                for update
                """)
            .bind("ids", RowSet.keys(ids, SessionId::value))
            .bind("before", before.toEpochMilli())
            .map((result, context) -> new SessionId(result.getLong(1)))
            .list();
    return JdbiSessions.delete(handle, locked);
  }
}
