package io.buddychat.testkit.memory;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.user.UserId;
import java.util.List;

/// Logs in memory. They are kept whole, so every cursor is good.
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
    return memory.read(() -> new Bounds(0, memory.heads.find(owner).orElse(0L)));
  }
}
