package io.buddychat.domain.conversation;

import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One person's own copy of one message: that they hold it, and what they did with it.
///
/// It is at once the notification that told them of it, and the log entries of its arrival: number
/// `seq` of the owner's log is "created", number `seq + 1` (for those who received it) "notified".
/// While the copy lives, these entries are nowhere else; when it goes, [#arrival] gives them so
/// that the log can keep them by themselves.
///
/// ## Why one row
///
/// A message to a group of a hundred writes a hundred of these. Copy, notification and two log
/// entries as rows of their own would be four hundred, and inserting rows is what the machine
/// spends its time on.
///
/// ## What was given later
///
/// A newcomer to a group may be given copies of what was said before ([Newcomers]). Nobody was
/// notified by them, so they are not `received`, and they have been read from the first moment:
/// that moment is the time of their arrival.
///
/// @param received whether somebody else sent it to the owner; then it came with a notification
/// @param seq the number of its arrival in the owner's log
/// @param readAt when its owner first read it, or was given it as read
/// @param noticedAt when its owner set the notification as read
public record MessageCopy(
    MessageCopyId id,
    UserId owner,
    MessageId message,
    boolean received,
    long seq,
    Optional<Instant> readAt,
    Optional<Instant> noticedAt) {

  /// How many entries of the owner's log its arrival takes.
  public int entries() {
    return received ? 2 : 1;
  }

  /// The log entries of its arrival.
  public List<Entry> arrival(Message of, Conversation.Kind in) {
    Entry created = entry(seq, Happening.CREATED.in(in), of);
    return received
        ? List.of(created, entry(seq + 1, Operation.NOTIFICATION_CREATED, of))
        : List.of(created);
  }

  private Entry entry(long number, Operation operation, Message of) {
    return new Entry(
        owner,
        number,
        arrivedAt(of),
        Optional.of(of.origin()),
        new Event.OfMessage(operation, id, message, of.sender()));
  }

  /// Whether its owner was given it when they came, and not when it was sent.
  public boolean isGiven() {
    return !received && readAt.isPresent();
  }

  private Instant arrivedAt(Message of) {
    return isGiven() ? readAt.orElseThrow() : of.sentAt();
  }

  /// Whether somebody else sent it and its owner has not read it.
  public boolean isUnread() {
    return received && readAt.isEmpty();
  }

  MessageCopy numbered(long newSeq) {
    return new MessageCopy(id, owner, message, received, newSeq, readAt, noticedAt);
  }

  MessageCopy read(Instant at) {
    return new MessageCopy(id, owner, message, received, seq, Optional.of(at), noticedAt);
  }

  MessageCopy noticed(Instant at) {
    return new MessageCopy(id, owner, message, received, seq, readAt, Optional.of(at));
  }
}
