package io.buddychat.testkit.bench;

/// Messages that were sent long ago, written straight into the tables, all from the first member of
/// the only group there is, as if nobody had read any.
final class History {

  private static final long FIRST_ID = 1L << 61;

  private History() {}

  /// The server must not be running.
  static void write(Tables tables, int messages) {
    String series =
        tables.areH2()
            ? "system_range(1, " + messages + ") s(i)"
            : "generate_series(1, " + messages + ") s(i)";
    long sender = tables.number("select min(owner) from conversation_copy");
    long begin = System.currentTimeMillis() - messages;
    tables.execute(
        """
        insert into message (
          id, conversation_id, ordinal, sender, session_id, content, sent_at, holders, awaiting
        )
        select %d + i, c.id, i, %d, 0, 'What was said long ago, number ' || i, %d + i, c.owners,
          c.owners - 1
        from conversation c, %s
        """
            .formatted(FIRST_ID, sender, begin, series),
        // A message that is received takes two entries of a log, one's own takes one.
        """
        insert into message_copy (copy_id, ordinal, owner, message_id, received, seq)
        select k.id, i, k.owner, %d + i, k.owner <> %d,
          b.last_seq + case when k.owner <> %d then 2 * i - 1 else i end
        from conversation_copy k join mailbox b on b.owner = k.owner, %s
        """
            .formatted(FIRST_ID, sender, sender, series),
        "update mailbox set last_seq = last_seq + case when owner <> %d then 2 else 1 end * %d"
            .formatted(sender, messages),
        "update conversation set last_ordinal = %d".formatted(messages),
        "update conversation_copy set own_sent = case when owner <> %d then 0 else %d end"
            .formatted(sender, messages),
        tables.areH2() ? "analyze" : "vacuum analyze");
    if (!tables.areH2()) {
      // Its own work would be counted as ours.
      for (String table :
          new String[] {
            "message", "message_copy", "conversation", "conversation_copy", "mailbox"
          }) {
        tables.execute("alter table " + table + " set (autovacuum_enabled = false)");
      }
    }
  }
}
