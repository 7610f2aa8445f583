package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.conversation.Committed;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.inbox.Operation;
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
import org.jspecify.annotations.Nullable;

/// Looks up what events tell of: first in what the commit handed over that they come from, and in
/// the store for the rest.
///
/// What belongs to one owner is asked for in their name in both, and given to nobody else.
final class Known {

  private static final Connection NOBODY = new Connection(Caller.ANONYMOUS, "");

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

  /// The event of this entry as it is [drawn][Stencil] for all whom the same commit tells of it and
  /// who ask by this plan, with what is its owner's own. Nothing if there is no such thing.
  @Nullable Drawn drawn(Plan plan, Entry entry) {
    if (handed.isEmpty()
        || !(entry.event() instanceof Event.OfMessage told)
        || !arrives(told.operation())
        || plan.isPersonal(told.operation())) {
      return null;
    }
    Committed committed = handed.get();
    HeldMessage held = committed.message(entry.owner(), told.copy()).orElse(null);
    if (held == null || !isOf(entry, held.message())) {
      return null;
    }
    return committed
        .once(
            new Arrival(plan, told.operation(), told.message()),
            () -> stencil(plan, told.operation(), held.message()))
        .map(stencil -> new Drawn(stencil, InboxEvent.of(entry), held))
        .orElse(null);
  }

  private static boolean arrives(Operation operation) {
    return switch (operation) {
      case CHAT_MESSAGE_CREATED, GROUP_MESSAGE_CREATED, NOTIFICATION_CREATED -> true;
      default -> false;
    };
  }

  /// Whether the entry tells of nothing but what the message itself says. What was given to
  /// somebody later came at a time of their own.
  private static boolean isOf(Entry entry, Message message) {
    return entry.at().equals(message.sentAt()) && entry.event().actor().equals(message.sender());
  }

  /// What of a commit is told, and how it is asked for.
  private record Arrival(Plan plan, Operation operation, MessageId message) {}

  private Optional<Stencil> stencil(Plan plan, Operation arrival, Message message) {
    Loading loading = Loading.of(chat, NOBODY, this);
    handed
        .flatMap(committed -> committed.sentWith(message.id()))
        .ifPresent(files -> loading.tell(Loaders.ATTACHMENTS, message.id(), files));
    return Stencil.of(plan, arrival, message, loading);
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
