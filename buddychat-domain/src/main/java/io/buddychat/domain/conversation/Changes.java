package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Everything one transaction writes, as sets of rows. A store writes each set with one statement
/// (or two), however many rows it has.
///
/// @param begun new conversations
/// @param conversations changed ones
/// @param newCopies new copies of conversations
/// @param copies changed ones
/// @param cleared copies of which all message copies go, as if each had been deleted by its owner:
///   the messages count fewer holders (not fewer who have yet to read: who has let go has not
///   read), those without any go, and the log keeps the entries of their arrival
/// @param ended copies that go, and all message copies in them as if they had been cleared
/// @param dissolved conversations that go, with their messages; their last copies are among `ended`
/// @param sent new messages
/// @param attached files that are now sent with one of these
/// @param messages changed ones
/// @param gone messages that go, with no copy left; their attachments are discarded, as are those
///   of all other messages that go
/// @param delivered new copies of messages, numbered; of those in `sent` or in `messages`
/// @param messageCopies changed ones
/// @param dropped copies of messages that go; the log keeps the entries of their arrival
/// @param bans that begin or end
/// @param sendKeys what was sent under ids of the senders' choosing
/// @param entries new lines of the owners' logs, numbered, beside those that lie in `delivered`
/// @param heads the number of the newest entry of every owner who got one
public record Changes(
    List<Conversation> begun,
    List<Conversation> conversations,
    List<Copy> newCopies,
    List<Copy> copies,
    List<CopyId> cleared,
    List<CopyId> ended,
    List<ConversationId> dissolved,
    List<Message> sent,
    List<Attachment> attached,
    List<Message> messages,
    List<MessageId> gone,
    List<MessageCopy> delivered,
    List<MessageCopy> messageCopies,
    List<MessageCopy> dropped,
    List<Ban> bans,
    List<SendKey> sendKeys,
    List<Entry> entries,
    Map<UserId, Long> heads) {

  public boolean isEmpty() {
    return conversations.isEmpty() && copies.isEmpty() && heads.isEmpty();
  }

  /// Whether messages may go by them, and their attachments with them.
  boolean mayDiscard() {
    return !gone.isEmpty() || !cleared.isEmpty() || !ended.isEmpty();
  }

  /// Nothing is to change.
  public static Changes none() {
    return new Builder(Map.of(), Instant.EPOCH, Optional.empty()).build();
  }

  /// All of them as one, in their order: of what several have changed, the last one's word counts.
  public static Changes merged(List<Changes> all) {
    Map<UserId, Long> heads = new HashMap<>();
    all.forEach(changes -> heads.putAll(changes.heads()));
    return new Changes(
        joined(all, Changes::begun),
        newest(all, Changes::conversations, Conversation::id),
        joined(all, Changes::newCopies),
        newest(all, Changes::copies, Copy::id),
        joined(all, Changes::cleared),
        joined(all, Changes::ended),
        joined(all, Changes::dissolved),
        joined(all, Changes::sent),
        joined(all, Changes::attached),
        newest(all, Changes::messages, Message::id),
        joined(all, Changes::gone),
        joined(all, Changes::delivered),
        newest(all, Changes::messageCopies, MessageCopy::id),
        joined(all, Changes::dropped),
        joined(all, Changes::bans),
        joined(all, Changes::sendKeys),
        joined(all, Changes::entries),
        heads);
  }

  private static <T> List<T> joined(List<Changes> all, Function<Changes, List<T>> part) {
    return all.stream().flatMap(changes -> part.apply(changes).stream()).toList();
  }

  private static <K, T> List<T> newest(
      List<Changes> all, Function<Changes, List<T>> part, Function<T, K> key) {
    Map<K, T> newest = new LinkedHashMap<>();
    joined(all, part).forEach(each -> newest.put(key.apply(each), each));
    return List.copyOf(newest.values());
  }

  /// Collects changes and numbers what goes into the owners' logs, in the order it is told of.
  public static final class Builder {

    private final Map<UserId, Long> known;
    private final Instant now;
    private final Optional<SessionId> origin;
    private final List<Conversation> begun = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();
    private final List<Copy> newCopies = new ArrayList<>();
    private final Map<CopyId, Copy> copies = new LinkedHashMap<>();
    private final List<CopyId> cleared = new ArrayList<>();
    private final List<CopyId> ended = new ArrayList<>();
    private final List<ConversationId> dissolved = new ArrayList<>();
    private final List<Message> sent = new ArrayList<>();
    private final List<Attachment> attached = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<MessageId> gone = new ArrayList<>();
    private final List<MessageCopy> delivered = new ArrayList<>();
    private final List<MessageCopy> messageCopies = new ArrayList<>();
    private final List<MessageCopy> dropped = new ArrayList<>();
    private final List<Ban> bans = new ArrayList<>();
    private final List<SendKey> sendKeys = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<UserId, Long> heads = new HashMap<>();

    /// @param known the newest entry's number of each owner who may get one; their mailboxes are
    ///   locked
    public Builder(Map<UserId, Long> known, Instant now, Optional<SessionId> origin) {
      this.known = known;
      this.now = now;
      this.origin = origin;
    }

    public static Builder in(Room room, Context context) {
      return new Builder(room.heads(), context.now(), context.origin());
    }

    public Builder begin(Conversation conversation) {
      begun.add(conversation);
      return this;
    }

    public Builder change(Conversation conversation) {
      conversations.add(conversation);
      return this;
    }

    public Builder add(Copy copy) {
      newCopies.add(copy);
      return this;
    }

    public Builder change(Copy copy) {
      copies.put(copy.id(), copy);
      return this;
    }

    public Builder clear(Copy copy) {
      cleared.add(copy.id());
      return this;
    }

    public Builder end(Copy copy) {
      ended.add(copy.id());
      return this;
    }

    public Builder dissolve(Conversation conversation) {
      dissolved.add(conversation.id());
      return this;
    }

    public Builder send(Message message) {
      sent.add(message);
      return this;
    }

    public Builder attach(Attachment attachment) {
      attached.add(attachment);
      return this;
    }

    public Builder change(Message message) {
      messages.add(message);
      return this;
    }

    public Builder forget(Message message) {
      gone.add(message.id());
      return this;
    }

    /// Gives the copy its number in its owner's log and delivers it.
    MessageCopy deliver(MessageCopy copy) {
      MessageCopy numbered = copy.numbered(take(copy.owner(), copy.entries()));
      delivered.add(numbered);
      return numbered;
    }

    public Builder change(MessageCopy copy) {
      messageCopies.add(copy);
      return this;
    }

    public Builder drop(MessageCopy copy) {
      dropped.add(copy);
      return this;
    }

    /// Lets nobody come into a group unasked whom an admin has removed from it.
    public Builder ban(Conversation group, UserId user) {
      bans.add(new Ban(group.id(), user, true));
      return this;
    }

    public Builder pardon(Conversation group, UserId user) {
      bans.add(new Ban(group.id(), user, false));
      return this;
    }

    public Builder remember(SendKey key) {
      sendKeys.add(key);
      return this;
    }

    /// Appends to an owner's log.
    public Builder log(UserId owner, Event event) {
      entries.add(new Entry(owner, take(owner, 1), now, origin, event));
      return this;
    }

    private long take(UserId owner, int count) {
      Long newest = heads.get(owner);
      if (newest == null) {
        newest = known.get(owner);
      }
      if (newest == null) {
        throw new IllegalStateException("the mailbox of " + owner + " is not locked");
      }
      heads.put(owner, newest + count);
      return newest + 1;
    }

    public Changes build() {
      return new Changes(
          begun,
          conversations,
          newCopies,
          List.copyOf(copies.values()),
          cleared,
          ended,
          dissolved,
          sent,
          attached,
          messages,
          gone,
          delivered,
          messageCopies,
          dropped,
          bans,
          sendKeys,
          entries,
          heads);
    }
  }
}
