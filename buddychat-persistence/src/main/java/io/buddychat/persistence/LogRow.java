package io.buddychat.persistence;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A row of `inbox_entry`: the ids of all kinds of events side by side. Which of them are there
/// tells the kind of the event.
///
/// A message copy is read as such a row too, without an operation; it stands for its [#arrival].
record LogRow(
    UserId owner,
    long seq,
    Optional<Operation> operation,
    Instant at,
    Optional<SessionId> session,
    Ids ids) {

  /// The ids an event can have.
  record Ids(
      Optional<CopyId> copy,
      Optional<Long> ordinal,
      Optional<MessageId> message,
      Optional<ConversationId> conversation,
      Optional<CopyId> member,
      Optional<UserId> user,
      Optional<UserId> actor) {

    static Ids of(Event event) {
      if (event instanceof Event.OfMessage of) {
        return new Ids(
            Optional.of(of.copy().copy()),
            Optional.of(of.copy().ordinal()),
            Optional.of(of.message()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(of.actor()));
      }
      if (event instanceof Event.OfCopy of) {
        return new Ids(
            Optional.of(of.copy()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(of.conversation()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(of.actor()));
      }
      if (event instanceof Event.OfMember of) {
        return new Ids(
            Optional.of(of.copy()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(of.conversation()),
            Optional.of(of.member()),
            Optional.of(of.user()),
            Optional.of(of.actor()));
      }
      if (event instanceof Event.OfUser of) {
        return new Ids(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(of.user()),
            Optional.empty());
      }
      throw new IllegalArgumentException("an unknown kind of event: " + event);
    }

    static Ids read(Row row) throws SQLException {
      return new Ids(
          row.optionalNumber().map(CopyId::new),
          row.optionalNumber(),
          row.optionalNumber().map(MessageId::new),
          row.optionalNumber().map(ConversationId::new),
          row.optionalNumber().map(CopyId::new),
          row.optionalNumber().map(UserId::new),
          row.optionalNumber().map(UserId::new));
    }

    MessageCopyId messageCopy() {
      return new MessageCopyId(copy.orElseThrow(), ordinal.orElseThrow());
    }

    Event event(Operation what) {
      if (ordinal.isPresent()) {
        return new Event.OfMessage(what, messageCopy(), message.orElseThrow(), actor.orElseThrow());
      }
      if (member.isPresent()) {
        return new Event.OfMember(
            what,
            copy.orElseThrow(),
            conversation.orElseThrow(),
            member.get(),
            user.orElseThrow(),
            actor.orElseThrow());
      }
      if (copy.isPresent()) {
        return new Event.OfCopy(what, copy.get(), conversation.orElseThrow(), actor.orElseThrow());
      }
      return new Event.OfUser(what, user.orElseThrow());
    }
  }

  static LogRow of(Entry entry) {
    return new LogRow(
        entry.owner(),
        entry.seq(),
        Optional.of(entry.event().operation()),
        entry.at(),
        entry.origin(),
        Ids.of(entry.event()));
  }

  static LogRow read(Row row) throws SQLException {
    return new LogRow(
        new UserId(row.number()),
        row.number(),
        row.optionalNumber().map(code -> Operation.ofCode(code.intValue())),
        row.time(),
        row.optionalNumber().map(SessionId::new),
        Ids.read(row));
  }

  Entry entry() {
    return new Entry(owner, seq, at, session, ids.event(operation.orElseThrow()));
  }

  /// What a message copy stands for. The entries tell nothing of the text, so it was not read.
  List<Entry> arrival(Conversation.Kind kind, boolean received) {
    MessageCopy held =
        new MessageCopy(
            ids.messageCopy(),
            owner,
            ids.message().orElseThrow(),
            received,
            seq,
            Optional.empty(),
            Optional.empty());
    Message withoutText =
        new Message(
            held.message(),
            ids.conversation().orElseThrow(),
            held.id().ordinal(),
            ids.actor().orElseThrow(),
            session.orElseThrow(),
            "",
            at,
            Optional.empty(),
            0,
            0,
            Optional.empty());
    return held.arrival(withoutText, kind);
  }

  private static final String INSERT =
      """
      insert into inbox_entry (
        owner, seq, operation, occurred_at, session_id, copy_id, ordinal,
        message_id, conversation_id, member_id, user_id, actor
      )
      select
        e.owner, e.seq, e.operation, e.occurred_at, e.session_id, e.copy_id, e.ordinal,
        e.message_id, e.conversation_id, e.member_id, e.user_id, e.actor
      from unnest(
        cast(:owner as bigint array), cast(:seq as bigint array), cast(:operation as bigint array),
        cast(:at as bigint array), cast(:session as bigint array), cast(:copy as bigint array),
        cast(:ordinal as bigint array), cast(:message as bigint array),
        cast(:conversation as bigint array), cast(:member as bigint array),
        cast(:user as bigint array), cast(:actor as bigint array)
      ) as e (
        owner, seq, operation, occurred_at, session_id, copy_id, ordinal,
        message_id, conversation_id, member_id, user_id, actor
      )
      """;

  /// Writes entries into the logs.
  static void insert(RoundTrip trip, List<Entry> entries) {
    RowSet.of(entries.stream().map(LogRow::of).toList())
        .numbers("owner", row -> row.owner.value())
        .numbers("seq", LogRow::seq)
        .optionalNumbers("operation", row -> row.operation.map(each -> (long) each.code()))
        .times("at", LogRow::at)
        .optionalNumbers("session", row -> row.session.map(SessionId::value))
        .optionalNumbers("copy", row -> row.ids.copy().map(CopyId::value))
        .optionalNumbers("ordinal", row -> row.ids.ordinal())
        .optionalNumbers("message", row -> row.ids.message().map(MessageId::value))
        .optionalNumbers("conversation", row -> row.ids.conversation().map(ConversationId::value))
        .optionalNumbers("member", row -> row.ids.member().map(CopyId::value))
        .optionalNumbers("user", row -> row.ids.user().map(UserId::value))
        .optionalNumbers("actor", row -> row.ids.actor().map(UserId::value))
        .update(trip, INSERT);
  }
}
