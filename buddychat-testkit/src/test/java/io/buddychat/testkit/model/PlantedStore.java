package io.buddychat.testkit.model;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.memory.ForwardingStore;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store in memory with a bug in it.
record PlantedStore(InMemoryStore kept, Bug.Planting bug) implements ForwardingStore {

  PlantedStore(Bug.Planting bug) {
    this(new InMemoryStore(), bug);
  }

  @Override
  public Inboxes inboxes() {
    return new Inboxes() {
      @Override
      public List<Entry> read(UserId owner, long after, int limit) {
        return bug.reading().apply(kept.inboxes().read(owner, after, limit));
      }

      @Override
      public Bounds bounds(UserId owner) {
        return kept.inboxes().bounds(owner);
      }
    };
  }

  @Override
  public Conversations conversations() {
    Conversations all = kept.conversations();
    return new Conversations() {
      @Override
      public List<Optional<Room>> load(List<Scope> scopes) {
        return all.load(scopes).stream().map(room -> room.map(bug.loading())).toList();
      }

      @Override
      public Map<UserId, Long> lockMailboxes(Collection<UserId> owners) {
        return all.lockMailboxes(owners);
      }

      @Override
      public List<Copy> pair(UserId one, UserId other) {
        return all.pair(one, other);
      }

      @Override
      public Optional<Lobby> lobby(ConversationId group, UserId guest) {
        return all.lobby(group, guest);
      }

      @Override
      public List<UserId> companions(UserId user) {
        return all.companions(user);
      }

      @Override
      public List<Room> loadAll(UserId owner) {
        return all.loadAll(owner);
      }

      @Override
      public void write(Changes changes) {
        all.write(bug.writing().apply(changes));
      }

      @Override
      public void destroyMailbox(UserId owner) {
        all.destroyMailbox(owner);
      }
    };
  }
}
