package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.conversation.Committed;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.user.User;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Looks up what events tell of: first in what the commit handed over that they come from, and in
/// the store for the rest.
///
/// What belongs to one owner is asked for in their name in both, and given to nobody else.
final class Known {

  private final BuddyChat chat;
  private final Optional<Committed> handed;

  private Known(BuddyChat chat, Optional<Committed> handed) {
    this.chat = chat;
    this.handed = handed;
  }

  /// Nothing but the store.
  static Known stored(BuddyChat chat) {
    return new Known(chat, Optional.empty());
  }

  /// @param source what handed the events over, if what it tells beside them still stands
  static Known by(BuddyChat chat, Optional<HandOver> source) {
    return new Known(
        chat,
        source.flatMap(
            handOver ->
                handOver instanceof Committed committed
                    ? Optional.of(committed)
                    : Optional.empty()));
  }

  Map<MessageCopyId, HeldMessage> messages(UserId owner, Collection<MessageCopyId> ids) {
    return knownOrRead(
        ids,
        id -> handed.flatMap(committed -> committed.message(owner, id)),
        rest -> chat.mailboxes().messages(owner, rest));
  }

  Map<MessageId, List<Attachment>> attachments(UserId owner, Collection<MessageId> messages) {
    return knownOrRead(
        messages,
        id -> handed.flatMap(committed -> committed.attachments(owner, id)),
        rest -> chat.attachments().ofMessages(owner, rest));
  }

  /// People are the same for everybody who looks.
  Map<UserId, User> users(Set<UserId> ids) {
    return handed
        .map(committed -> committed.users(ids, chat.users()::byId))
        .orElseGet(() -> chat.users().byId(ids));
  }

  private static <K, V> Map<K, V> knownOrRead(
      Collection<K> keys, Function<K, Optional<V>> known, Function<Set<K>, Map<K, V>> read) {
    Map<K, V> all = new HashMap<>();
    Set<K> rest = new HashSet<>();
    for (K key : keys) {
      known.apply(key).ifPresentOrElse(value -> all.put(key, value), () -> rest.add(key));
    }
    if (!rest.isEmpty()) {
      all.putAll(read.apply(rest));
    }
    return all;
  }
}
