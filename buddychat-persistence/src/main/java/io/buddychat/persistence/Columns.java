package io.buddychat.persistence;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.SendKey;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.PhoneId;
import io.buddychat.domain.user.PhoneNumber;
import io.buddychat.domain.user.Session;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The columns a thing is read from, and the thing read from them: the two must name the same in
/// the same order.
///
/// Each table has one letter in all statements: users `u`, conversation `v`, conversation_copy `k`,
/// message `m`, message_copy `c`, attachment `a`.
final class Columns {

  static final String USER =
      "u.id, u.username, u.email, u.first_name, u.last_name, u.bio, u.profile_picture,"
          + " u.date_joined, u.updated_at, u.deleted";

  static final String CONVERSATION =
      "v.id, v.kind, v.last_ordinal, v.activity_at, v.created_at, v.owners, v.title, v.description,"
          + " v.image, v.visibility, v.welcome, v.creator, v.card_updated_at";

  static final String COPY =
      "k.id, k.conversation_id, k.owner, k.other_user, k.archived, k.created_at, k.admin,"
          + " k.base, k.own_sent, k.settled";

  static final String MESSAGE =
      "m.id, m.conversation_id, m.ordinal, m.sender, m.session_id, m.content, m.sent_at,"
          + " m.edited_at, m.holders, m.awaiting, m.last_read";

  /// When a message copy arrived, as [MessageCopy#arrival] has it: what was given later, when it
  /// was given.
  static final String ARRIVED_AT =
      "case when c.received or c.read_at is null then m.sent_at else c.read_at end";

  static final String MESSAGE_COPY =
      "c.copy_id, c.ordinal, c.owner, c.message_id, c.received, c.seq, c.read_at, c.noticed_at";

  static final String HELD_MESSAGE = MESSAGE_COPY + ", " + MESSAGE;

  static final String ATTACHMENT =
      "a.id, a.uploader, a.message_id, a.place, a.name, a.content_type, a.size, a.uploaded_at";

  static final String PHONE_NUMBER = "p.id, p.owner, p.country_code, p.number";

  static final String SESSION = "s.id, s.user_id, s.started_at, s.expires_at, s.ended_at";

  static final String SEND_KEY =
      "s.sender, s.conversation_id, s.client_id, s.ordinal, s.digest, s.sent_at";

  private Columns() {}

  static User user(Row row) throws SQLException {
    return new User(
        new UserId(row.number()),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.time(),
        row.time(),
        row.flag());
  }

  static Conversation conversation(Row row) throws SQLException {
    return new Conversation(
        new ConversationId(row.number()),
        Conversation.Kind.ofCode((int) row.number()),
        row.number(),
        row.time(),
        row.time(),
        row.number(),
        card(row));
  }

  /// Seven columns, whether there is a card or not.
  private static Optional<Card> card(Row row) throws SQLException {
    boolean none = row.nextIsNull();
    String title = row.text();
    String description = row.text();
    String image = row.text();
    int visibility = (int) row.number();
    Welcome welcome = new Welcome((int) row.number());
    UserId creator = new UserId(row.number());
    Instant updatedAt = row.time();
    return none
        ? Optional.empty()
        : Optional.of(
            new Card(
                title,
                description,
                image,
                Visibility.ofCode(visibility),
                welcome,
                creator,
                updatedAt));
  }

  static Copy copy(Row row) throws SQLException {
    return new Copy(
        new CopyId(row.number()),
        new ConversationId(row.number()),
        new UserId(row.number()),
        row.optionalNumber().map(UserId::new),
        row.flag(),
        row.time(),
        row.flag(),
        row.number(),
        row.number(),
        row.number());
  }

  static Message message(Row row) throws SQLException {
    return new Message(
        new MessageId(row.number()),
        new ConversationId(row.number()),
        row.number(),
        new UserId(row.number()),
        new SessionId(row.number()),
        row.text(),
        row.time(),
        row.optionalTime(),
        row.number(),
        row.number(),
        row.optionalTime());
  }

  static MessageCopy messageCopy(Row row) throws SQLException {
    return new MessageCopy(
        new MessageCopyId(new CopyId(row.number()), row.number()),
        new UserId(row.number()),
        new MessageId(row.number()),
        row.flag(),
        row.number(),
        row.optionalTime(),
        row.optionalTime());
  }

  static HeldMessage heldMessage(Row row) throws SQLException {
    MessageCopy copy = messageCopy(row);
    return new HeldMessage(copy, message(row));
  }

  static SendKey sendKey(Row row) throws SQLException {
    return new SendKey(
        new UserId(row.number()),
        new ConversationId(row.number()),
        row.text(),
        row.number(),
        row.text(),
        row.time());
  }

  /// Of a complete one.
  static Attachment attachment(Row row) throws SQLException {
    return new Attachment(
        new AttachmentId(row.number()),
        new UserId(row.number()),
        row.optionalNumber().map(MessageId::new),
        (int) row.number(),
        row.text(),
        row.text(),
        row.number(),
        row.time());
  }

  static PhoneNumber phoneNumber(Row row) throws SQLException {
    return new PhoneNumber(
        new PhoneId(row.number()), new UserId(row.number()), row.text(), row.text());
  }

  static Session session(Row row) throws SQLException {
    return new Session(
        new SessionId(row.number()),
        new UserId(row.number()),
        row.time(),
        row.time(),
        row.optionalTime());
  }
}
