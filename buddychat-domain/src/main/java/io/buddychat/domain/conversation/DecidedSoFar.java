package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What commands that share a transaction have decided and not yet stored. Each command is shown
/// its room as if they were stored, so that deciding one after another and storing all at once
/// comes to the same as one by one.
///
/// It carries on what sending changes: conversations, their copies, and the numbers of the logs.
/// Not messages and uploads that a room may show already: a command that [may
/// share][Command#mayShare] changes none of them, and lets none go.
final class DecidedSoFar {

  private final List<Changes> all = new ArrayList<>();
  private final Map<ConversationId, Conversation> conversations = new HashMap<>();
  private final Map<CopyId, Copy> copies = new HashMap<>();
  private final Map<UserId, Long> heads = new HashMap<>();

  void add(Changes changes) {
    all.add(changes);
    changes.conversations().forEach(each -> conversations.put(each.id(), each));
    changes.copies().forEach(each -> copies.put(each.id(), each));
    heads.putAll(changes.heads());
  }

  /// The room as it would be loaded if all of this were stored.
  Room shownIn(Room loaded) {
    if (all.isEmpty()) {
      return loaded;
    }
    Map<UserId, Long> newest = new HashMap<>(loaded.heads());
    newest.replaceAll(heads::getOrDefault);
    return new Room(
        conversations.getOrDefault(loaded.conversation().id(), loaded.conversation()),
        newest(loaded.mine()),
        loaded.copies().stream().map(this::newest).toList(),
        loaded.message(),
        loaded.holders(),
        loaded.sentBefore(),
        loaded.uploads(),
        loaded.past(),
        newest);
  }

  private Copy newest(Copy loaded) {
    return copies.getOrDefault(loaded.id(), loaded);
  }

  /// All of it, to be stored.
  Changes changes() {
    return all.size() == 1 ? all.get(0) : Changes.merged(all);
  }
}
