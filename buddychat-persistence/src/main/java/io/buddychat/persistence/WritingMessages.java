package io.buddychat.persistence;

import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.core.MessageId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Stores messages and the copies people hold of them, each as a set.
final class WritingMessages {

  private WritingMessages() {}

  static void send(RoundTrip trip, List<Message> messages) {
    RowSet.of(messages)
        .numbers("id", message -> message.id().value())
        .numbers("conversation", message -> message.conversation().value())
        .numbers("ordinal", Message::ordinal)
        .numbers("sender", message -> message.sender().value())
        .numbers("session", message -> message.origin().value())
        .texts("content", Message::content)
        .times("sentAt", Message::sentAt)
        .optionalTimes("editedAt", Message::editedAt)
        .numbers("holders", Message::holders)
        .numbers("awaiting", Message::awaiting)
        .optionalTimes("lastRead", Message::lastRead)
        .update(
            trip,
            """
            insert into message (
              id, conversation_id, ordinal, sender, session_id, content, sent_at, edited_at,
              holders, awaiting, last_read
            )
            select
              n.id, n.conversation_id, n.ordinal, n.sender, n.session_id, n.content, n.sent_at,
              n.edited_at, n.holders, n.awaiting, n.last_read
            from unnest(
              cast(:id as bigint array), cast(:conversation as bigint array),
              cast(:ordinal as bigint array), cast(:sender as bigint array),
              cast(:session as bigint array), cast(:content as varchar array),
              cast(:sentAt as bigint array), cast(:editedAt as bigint array),
              cast(:holders as bigint array), cast(:awaiting as bigint array),
              cast(:lastRead as bigint array)
            ) as n (
              id, conversation_id, ordinal, sender, session_id, content, sent_at, edited_at,
              holders, awaiting, last_read
            )
            """);
  }

  static void change(RoundTrip trip, List<Message> messages) {
    RowSet.of(messages)
        .numbers("id", message -> message.id().value())
        .texts("content", Message::content)
        .optionalTimes("editedAt", Message::editedAt)
        .numbers("holders", Message::holders)
        .numbers("awaiting", Message::awaiting)
        .optionalTimes("lastRead", Message::lastRead)
        .update(
            trip,
            """
            update message m
            set
              content = n.content, edited_at = n.edited_at, holders = n.holders,
              awaiting = n.awaiting, last_read = n.last_read
            from unnest(
              cast(:id as bigint array), cast(:content as varchar array),
              cast(:editedAt as bigint array), cast(:holders as bigint array),
              cast(:awaiting as bigint array), cast(:lastRead as bigint array)
            ) as n (id, content, edited_at, holders, awaiting, last_read)
            where m.id = n.id
            """);
  }

  static void forget(RoundTrip trip, List<MessageId> gone) {
    SendingFiles.discardWith(trip, gone);
    RowSet.of(gone)
        .numbers("ids", MessageId::value)
        .update(
            trip,
            """
            delete from message
            where id = any(:ids)
            """);
  }

  /// Of several messages that are written together, each owner's copies are written side by side,
  /// for side by side they are read.
  ///
  /// Hardly any copy comes with a mark (only what a newcomer is given has been read), and columns
  /// of nothing are a sixth of what it costs PostgreSQL to write a row. So those without are
  /// written by a statement that does not name the marks.
  static void deliver(RoundTrip trip, List<MessageCopy> copies) {
    Map<Boolean, List<MessageCopy>> marked =
        copies.stream()
            .sorted(Comparator.comparing(MessageCopy::owner))
            .collect(Collectors.partitioningBy(WritingMessages::isMarked));
    delivered(marked.getOrDefault(false, List.of())).update(trip, DELIVER);
    delivered(marked.getOrDefault(true, List.of()))
        .optionalTimes("readAt", MessageCopy::readAt)
        .optionalTimes("noticedAt", MessageCopy::noticedAt)
        .update(trip, DELIVER_MARKED);
  }

  private static boolean isMarked(MessageCopy copy) {
    return copy.readAt().isPresent() || copy.noticedAt().isPresent();
  }

  private static RowSet<MessageCopy> delivered(List<MessageCopy> copies) {
    return RowSet.of(copies)
        .numbers("copy", copy -> copy.id().copy().value())
        .numbers("ordinal", copy -> copy.id().ordinal())
        .numbers("owner", copy -> copy.owner().value())
        .numbers("message", copy -> copy.message().value())
        .flags("received", MessageCopy::received)
        .numbers("seq", MessageCopy::seq);
  }

  private static final String DELIVER =
      """
      insert into message_copy (copy_id, ordinal, owner, message_id, received, seq)
      select n.copy_id, n.ordinal, n.owner, n.message_id, n.received, n.seq
      from unnest(
        cast(:copy as bigint array), cast(:ordinal as bigint array),
        cast(:owner as bigint array), cast(:message as bigint array),
        cast(:received as boolean array), cast(:seq as bigint array)
      ) as n (copy_id, ordinal, owner, message_id, received, seq)
      """;

  private static final String DELIVER_MARKED =
      """
      insert into message_copy (
        copy_id, ordinal, owner, message_id, received, seq, read_at, noticed_at
      )
      select
        n.copy_id, n.ordinal, n.owner, n.message_id, n.received, n.seq, n.read_at,
        n.noticed_at
      from unnest(
        cast(:copy as bigint array), cast(:ordinal as bigint array),
        cast(:owner as bigint array), cast(:message as bigint array),
        cast(:received as boolean array), cast(:seq as bigint array),
        cast(:readAt as bigint array), cast(:noticedAt as bigint array)
      ) as n (copy_id, ordinal, owner, message_id, received, seq, read_at, noticed_at)
      """;

  static void changeCopies(RoundTrip trip, List<MessageCopy> copies) {
    RowSet.of(copies)
        .numbers("copy", copy -> copy.id().copy().value())
        .numbers("ordinal", copy -> copy.id().ordinal())
        .optionalTimes("readAt", MessageCopy::readAt)
        .optionalTimes("noticedAt", MessageCopy::noticedAt)
        .update(
            trip,
            """
            update message_copy c
            set read_at = n.read_at, noticed_at = n.noticed_at
            from unnest(
              cast(:copy as bigint array), cast(:ordinal as bigint array),
              cast(:readAt as bigint array), cast(:noticedAt as bigint array)
            ) as n (copy_id, ordinal, read_at, noticed_at)
            where c.copy_id = n.copy_id and c.ordinal = n.ordinal
            """);
  }
}
