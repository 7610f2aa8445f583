package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a commit wrote, as it is handed to those who follow the logs: beside the entries, the
/// messages it sent. Each owner is told of their own copies and nothing of others'.
///
/// What those who are told by the same commit look up, and what is the same for all of them, is
/// looked up once and kept here. It goes when the last of them has let go of this.
public final class Committed implements HandOver {

  private final Changes changes;

  /// Those of which copies were delivered.
  private final Map<MessageId, Message> messages;

  private final Map<ConversationId, Conversation.Kind> kinds;

  /// One thread sorts and looks up at a time.
  private final Lock lock = new ReentrantLock();

  // Guarded by the lock. The first two are made when the first listener asks: mostly there is none.
  private Optional<Map<UserId, List<MessageCopy>>> delivered = Optional.empty();
  private Optional<Map<UserId, List<Entry>>> entries = Optional.empty();
  private final Map<UserId, Optional<User>> users = new HashMap<>();
  private final Map<Object, Object> made = new HashMap<>(2);

  Committed(Changes changes) {
    this.changes = changes;
    messages =
        Stream.concat(changes.sent().stream(), changes.messages().stream())
            .collect(Collectors.toMap(Message::id, Function.identity(), (one, same) -> one));
    kinds =
        changes.conversations().stream()
            .collect(Collectors.toMap(Conversation::id, Conversation::kind));
  }

  @Override
  public Set<UserId> owners() {
    return changes.heads().keySet();
  }

  @Override
  public List<Entry> entries(UserId owner) {
    lock.lock();
    try {
      if (entries.isEmpty()) {
        entries =
            Optional.of(changes.entries().stream().collect(Collectors.groupingBy(Entry::owner)));
      }
      List<MessageCopy> copies = delivered(owner);
      List<Entry> others = entries.get().getOrDefault(owner, List.of());
      if (copies.size() == 1 && others.isEmpty()) {
        return arrival(copies.get(0));
      }
      return Stream.concat(copies.stream().flatMap(copy -> arrival(copy).stream()), others.stream())
          .sorted(Comparator.comparingLong(Entry::seq))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> arrival(MessageCopy copy) {
    Message message = message(copy);
    return copy.arrival(message, Objects.requireNonNull(kinds.get(message.conversation())));
  }

  private Message message(MessageCopy copy) {
    return Objects.requireNonNull(messages.get(copy.message()));
  }

  private List<MessageCopy> delivered(UserId owner) {
    lock.lock();
    try {
      if (delivered.isEmpty()) {
        delivered =
            Optional.of(
                changes.delivered().stream().collect(Collectors.groupingBy(MessageCopy::owner)));
      }
      return delivered.get().getOrDefault(owner, List.of());
    } finally {
      lock.unlock();
    }
  }

  /// A message that this commit delivered to the owner.
  public Optional<HeldMessage> message(UserId owner, MessageCopyId id) {
    for (MessageCopy copy : delivered(owner)) {
      if (copy.id().equals(id)) {
        return Optional.of(new HeldMessage(copy, message(copy)));
      }
    }
    return Optional.empty();
  }

  /// What was sent with a message that this commit delivered to the owner; an empty list when
  /// nothing was, empty when it delivered no such message or gave it later.
  public Optional<List<Attachment>> attachments(UserId owner, MessageId id) {
    return delivered(owner).stream()
        .filter(copy -> copy.message().equals(id) && !copy.isGiven())
        .findFirst()
        .map(copy -> attached(id));
  }

  /// What was sent with a message that this commit sent, the same for all whom it was sent to;
  /// empty when it sent no such message.
  public Optional<List<Attachment>> sentWith(MessageId id) {
    return changes.sent().stream().anyMatch(message -> message.id().equals(id))
        ? Optional.of(attached(id))
        : Optional.empty();
  }

  private List<Attachment> attached(MessageId id) {
    return changes.attached().stream()
        .filter(file -> file.message().equals(Optional.of(id)))
        .toList();
  }

  /// What was made of this commit under this key, which is made when it is first asked for and kept
  /// for all who are told by it.
  ///
  /// @param key names what is made, and so its type; it must not be of one owner
  /// @param make may look things up; nobody else makes anything meanwhile
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> T once(Object key, Supplier<T> make) {
    lock.lock();
    try {
      Object known = made.get(key);
      if (known == null) {
        known = make.get();
        made.put(key, known);
      }
      return (T) known;
    } finally {
      lock.unlock();
    }
  }

  /// These people, as [io.buddychat.domain.user.Users#byId] gives them. Each is looked up once for
  /// all who are told by this commit.
  public Map<UserId, User> users(Set<UserId> ids, Function<Set<UserId>, Map<UserId, User>> lookUp) {
    lock.lock();
    try {
      Set<UserId> unknown = new TreeSet<>(ids);
      unknown.removeAll(users.keySet());
      if (!unknown.isEmpty()) {
        Map<UserId, User> found = lookUp.apply(unknown);
        unknown.forEach(id -> users.put(id, Optional.ofNullable(found.get(id))));
      }
      Map<UserId, User> all = new HashMap<>();
      ids.forEach(id -> users.getOrDefault(id, Optional.empty()).ifPresent(u -> all.put(id, u)));
      return all;
    } finally {
      lock.unlock();
    }
  }
}
