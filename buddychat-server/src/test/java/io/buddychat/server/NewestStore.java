package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.memory.ForwardingStore;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A store for measuring how fast a server pushes: of each log it keeps the newest few thousand
/// lines with the messages they tell of, in memory, and of everything else only what sending into a
/// group needs.
///
/// The rules above it are all there: each message makes a copy and a line for each member, numbered
/// in the order of their log, in a transaction; who falls behind reads their log, and who falls far
/// behind must begin anew. What else a store can be asked is refused, so that nothing is measured
/// that does not work. People and their sessions are those of the store in memory, which takes time
/// only when somebody signs up.
final class NewestStore implements ForwardingStore {

  private final Store people = new InMemoryStore();
  private final Map<UserId, NewestLog> logs = new ConcurrentHashMap<>();
  private final Map<ConversationId, Group> groups = new ConcurrentHashMap<>();
  private final Map<CopyId, Copy> copies = new ConcurrentHashMap<>();

  /// The numbers of the newest lines. Used by transactions only, of which there is one at a time.
  private final Map<UserId, Long> heads = new HashMap<>();

  @Override
  public Store kept() {
    return people;
  }

  @Override
  public Conversations conversations() {
    return new NewestConversations(this);
  }

  @Override
  public Mailboxes mailboxes() {
    return new NewestMailboxes(this);
  }

  @Override
  public Inboxes inboxes() {
    return new Inboxes() {
      @Override
      public List<Entry> read(UserId owner, long after, int limit) {
        return log(owner).read(after, limit);
      }

      @Override
      public Bounds bounds(UserId owner) {
        return log(owner).bounds();
      }
    };
  }

  static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("this store is for sending into a group");
  }

  /// A group as transactions see it; others may look at what it is.
  static final class Group {

    private volatile Conversation conversation;
    private final List<Copy> copies = new ArrayList<>();
    private final Map<CopyId, Integer> places = new HashMap<>();
    private final Map<UserId, CopyId> owners = new ConcurrentHashMap<>();

    Group(Conversation conversation) {
      this.conversation = conversation;
    }

    Conversation conversation() {
      return conversation;
    }

    void change(Conversation changed) {
      conversation = changed;
    }

    /// In the order of their owners.
    List<Copy> copies() {
      return copies;
    }

    void add(List<Copy> more) {
      copies.addAll(more);
      copies.sort(Comparator.comparing(Copy::owner));
      for (int i = 0; i < copies.size(); i++) {
        places.put(copies.get(i).id(), i);
        owners.put(copies.get(i).owner(), copies.get(i).id());
      }
    }

    CopyId copyOf(UserId owner) {
      return owners.get(owner);
    }

    void change(Copy changed) {
      copies.set(places.get(changed.id()), changed);
    }
  }

  NewestLog log(UserId owner) {
    return logs.computeIfAbsent(
        owner, _ -> new NewestLog(owner, conversation -> groups.get(conversation).copyOf(owner)));
  }

  Map<ConversationId, Group> groups() {
    return groups;
  }

  Map<CopyId, Copy> copies() {
    return copies;
  }

  Map<UserId, Long> heads() {
    return heads;
  }
}
