package io.buddychat.server;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The newest lines of one log, in a ring: a line that comes takes the place of the one that is the
/// oldest by then. What is gone is below the log's horizon, as if it had been forgotten.
///
/// Of a message that was delivered it keeps the message itself, which all its owners share, in the
/// places of the one or two lines that tell of it. All else of a copy follows from that, for in
/// this store nobody reads, edits or deletes.
final class NewestLog {

  private static final int KEPT = 8192;

  private final UserId owner;
  private final Function<ConversationId, CopyId> copies;

  // Guarded by this.
  private final Message[] arrived = new Message[KEPT];
  private final Map<Long, Entry> others = new HashMap<>();
  private long head;

  /// @param copies the owner's own copy of each conversation
  NewestLog(UserId owner, Function<ConversationId, CopyId> copies) {
    this.owner = owner;
    this.copies = copies;
  }

  synchronized void write(Entry entry) {
    reach(entry.seq());
    arrived[place(head)] = null;
    others.put(entry.seq(), entry);
  }

  synchronized void deliver(MessageCopy copy, Message message) {
    for (int i = 0; i < copy.entries(); i++) {
      reach(copy.seq() + i);
      arrived[place(head)] = message;
    }
  }

  private void reach(long seq) {
    if (seq != head + 1) {
      throw new IllegalStateException("number " + seq + " does not follow " + head);
    }
    head = seq;
  }

  private static int place(long seq) {
    return (int) (seq % KEPT);
  }

  synchronized List<Entry> read(long after, int limit) {
    List<Entry> entries = new ArrayList<>();
    long last = Math.min(head, after + limit);
    for (long seq = Math.max(after, horizon()) + 1; seq <= last; seq++) {
      entries.add(entry(seq));
    }
    return entries;
  }

  synchronized Inboxes.Bounds bounds() {
    return new Inboxes.Bounds(horizon(), head);
  }

  /// One line below the oldest is kept: it tells whether that is the second one of its message.
  private long horizon() {
    return Math.max(0, head - KEPT + 1);
  }

  private Entry entry(long seq) {
    Entry other = others.get(seq);
    if (other != null) {
      return other;
    }
    MessageCopy copy = copy(first(seq));
    return copy.arrival(arrived[place(seq)], Conversation.Kind.GROUP).get((int) (seq - copy.seq()));
  }

  /// The first line that tells of the same message: of one, both have the very same.
  @SuppressWarnings("ReferenceEquality")
  private long first(long seq) {
    return arrived[place(seq)] == arrived[place(seq - 1)] ? seq - 1 : seq;
  }

  private MessageCopy copy(long seq) {
    Message message = arrived[place(seq)];
    return new MessageCopy(
        new MessageCopyId(copies.apply(message.conversation()), message.ordinal()),
        owner,
        message.id(),
        !message.sender().equals(owner),
        seq,
        Optional.empty(),
        Optional.empty());
  }

  /// A message of which one of the lines tells.
  synchronized Optional<HeldMessage> message(MessageCopyId id) {
    for (long seq = head; seq > horizon(); seq--) {
      Message message = arrived[place(seq)];
      if (message != null
          && message.ordinal() == id.ordinal()
          && copies.apply(message.conversation()).equals(id.copy())) {
        return Optional.of(new HeldMessage(copy(first(seq)), message));
      }
    }
    return Optional.empty();
  }
}
