package io.buddychat.testkit.memory;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import java.util.List;
import java.util.NavigableMap;

/// Logs in memory.
final class InMemoryInboxes implements Inboxes {

  private final Memory memory;

  InMemoryInboxes(Memory memory) {
    this.memory = memory;
  }

  @Override
  public List<Entry> read(UserId owner, long after, int limit) {
    return memory.read(
        () ->
            Key.under(owner.value(), memory.entries.rows())
                .tailMap(Memory.key(owner, after), false)
                .values()
                .stream()
                .limit(limit)
                .toList());
  }

  @Override
  public Bounds bounds(UserId owner) {
    return memory.read(() -> present(owner));
  }

  /// A log has no holes, so its horizon is where its entries begin.
  private Bounds present(UserId owner) {
    long head = memory.heads.find(owner).orElse(0L);
    NavigableMap<Key, Entry> kept = Key.under(owner.value(), memory.entries.rows());
    return new Bounds(kept.isEmpty() ? head : kept.firstKey().second() - 1, head);
  }
}
