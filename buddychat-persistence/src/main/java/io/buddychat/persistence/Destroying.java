package io.buddychat.persistence;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Happening;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Takes message copies away, one by one, a conversation's at once, or a whole mailbox: always as
/// sets, so that a long history costs no more statements than a short one.
///
/// The rule: while a message copy lives, it is the log's entries of its arrival. Before it goes,
/// these become rows of their own, except for what the log has forgotten already.
final class Destroying {

  private Destroying() {}

  private static final String COPIES_OF =
      """
      from unnest(cast(:copies as bigint array)) as w (copy_id)
      join message_copy c on c.copy_id = w.copy_id
      """;

  private static final String THESE_COPIES =
      """
      from unnest(
        cast(:copies as bigint array), cast(:ordinals as bigint array)
      ) as w (copy_id, ordinal)
      join message_copy c on c.copy_id = w.copy_id and c.ordinal = w.ordinal
      """;

  private static final String KEEP_ENTRIES_OF = keepEntries(COPIES_OF);
  private static final String KEEP_THESE_ENTRIES = keepEntries(THESE_COPIES);

  /// Two rows for a copy that was received, as [MessageCopy#arrival] has it.
  private static String keepEntries(String copies) {
    return """
    insert into inbox_entry (
      owner, seq, operation, occurred_at, session_id, copy_id, ordinal, message_id, actor
    )
    select
      c.owner,
      c.seq + n.place,
      case when n.place = 1 then :notified when v.kind = :group then :inGroup else :inChat end,
      %2$s, m.session_id, c.copy_id, c.ordinal, c.message_id, m.sender
    %1$s
    join mailbox b on b.owner = c.owner
    join message m on m.id = c.message_id
    join conversation v on v.id = m.conversation_id
    cross join (values (0), (1)) as n (place)
    where (n.place = 0 or c.received) and c.seq + n.place > b.horizon
    """
        .formatted(copies, Columns.ARRIVED_AT);
  }

  private static void keepEntries(RoundTrip trip, RowSet<?> copies, String sql) {
    copies
        .each("notified", Operation.NOTIFICATION_CREATED.code())
        .each("group", Conversation.Kind.GROUP.code())
        .each("inGroup", Happening.CREATED.in(Conversation.Kind.GROUP).code())
        .each("inChat", Happening.CREATED.in(Conversation.Kind.PAIR).code())
        .update(trip, sql);
  }

  /// Copies that go one by one. What becomes of their messages is decided elsewhere.
  static void drop(RoundTrip trip, List<MessageCopy> dropped) {
    if (dropped.isEmpty()) {
      return;
    }
    RowSet<MessageCopy> copies =
        RowSet.of(dropped)
            .numbers("copies", copy -> copy.id().copy().value())
            .numbers("ordinals", copy -> copy.id().ordinal());
    keepEntries(trip, copies, KEEP_THESE_ENTRIES);
    copies.update(
        trip,
        """
        merge into message_copy c
        using unnest(
          cast(:copies as bigint array), cast(:ordinals as bigint array)
        ) as w (copy_id, ordinal)
        on c.copy_id = w.copy_id and c.ordinal = w.ordinal
        when matched then delete
        """);
  }

  /// All message copies in these copies of conversations.
  static void clear(RoundTrip trip, List<CopyId> cleared) {
    if (cleared.isEmpty()) {
      return;
    }
    RowSet<CopyId> copies = RowSet.of(cleared).numbers("copies", CopyId::value);
    keepEntries(trip, copies, KEEP_ENTRIES_OF);
    copies.update(trip, LET_GO.formatted(COPIES_OF));
    copies.update(trip, SendingFiles.DISCARD.formatted(COPIES_OF));
    copies.update(trip, FORGET.formatted(COPIES_OF));
    copies.update(
        trip,
        """
        delete from message_copy
        where copy_id = any(:copies)
        """);
  }

  /// Copies of conversations that go, with all message copies in them, and conversations of which
  /// they were the last ones.
  static void end(RoundTrip trip, List<CopyId> ended, List<ConversationId> dissolved) {
    if (ended.isEmpty()) {
      return;
    }
    clear(trip, ended);
    RowSet.of(ended)
        .numbers("copies", CopyId::value)
        .update(
            trip,
            """
            delete from conversation_copy
            where id = any(:copies)
            """);
    RowSet<ConversationId> conversations =
        RowSet.of(dissolved).numbers("conversations", ConversationId::value);
    DISSOLVE.forEach(sql -> conversations.update(trip, sql.formatted(THESE_CONVERSATIONS)));
  }

  /// What goes with conversations in which nobody has a copy any more.
  private static final List<String> DISSOLVE =
      List.of(
          """
          merge into send_key k
          using (%s) g
          on k.conversation_id = g.conversation_id
          when matched then delete
          """,
          """
          merge into ban b
          using (%s) g
          on b.conversation_id = g.conversation_id
          when matched then delete
          """,
          """
          merge into conversation v
          using (%s) g
          on v.id = g.conversation_id
          when matched then delete
          """);

  private static final String THESE_CONVERSATIONS =
      """
      select w.conversation_id
      from unnest(cast(:conversations as bigint array)) as w (conversation_id)
      """;

  /// The messages of these copies count their holders less. A message may lose several at once, so
  /// they are counted first.
  private static final String LET_GO =
      """
      update message m
      set holders = m.holders - g.gone
      from (
        select c.message_id, count(*) as gone
        %s
        group by c.message_id
      ) g
      where m.id = g.message_id
      """;

  /// Those that nobody holds any more go.
  private static final String FORGET =
      """
      merge into message m
      using (
        select distinct c.message_id
        %s
      ) g
      on m.id = g.message_id
      when matched and m.holders = 0 then delete
      """;

  private static final String COPIES_BY_OWNER =
      """
      from message_copy c
      where c.owner = :owner
      """;

  /// The conversations in which nobody else has a copy.
  private static final String LEFT_BY_ALL =
      """
      select mine.conversation_id
      from conversation_copy mine
      join conversation_copy each on each.conversation_id = mine.conversation_id
      where mine.owner = :owner
      group by mine.conversation_id
      having count(*) = 1
      """;

  /// All that a person owns. Nobody reads their log any more, so no entries are kept.
  static void mailbox(Handle handle, UserId owner) {
    Stream.of(
            List.of(
                LET_GO.formatted(COPIES_BY_OWNER),
                SendingFiles.DISCARD.formatted(COPIES_BY_OWNER),
                FORGET.formatted(COPIES_BY_OWNER),
                """
                delete from message_copy
                where owner = :owner
                """),
            DISSOLVE.stream().map(sql -> sql.formatted(LEFT_BY_ALL)).toList(),
            List.of(
                """
                delete from conversation_copy
                where owner = :owner
                """,
                """
                delete from send_key
                where sender = :owner
                """,
                """
                delete from ban
                where user_id = :owner
                """,
                """
                delete from inbox_entry
                where owner = :owner
                """,
                SendingFiles.DISCARD_UPLOADS,
                """
                delete from mailbox
                where owner = :owner
                """))
        .flatMap(List::stream)
        .forEach(sql -> handle.createUpdate(sql).bind("owner", owner.value()).execute());
  }
}
