package io.buddychat.persistence;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.conversation.SendKey;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What was found for several commands, and the rooms that are made of it.
///
/// Many of those who share a transaction ask about the same conversation. What is the same for them
/// is made once: others wait meanwhile, for all of it is locked.
final class Found {

  private final Map<ConversationId, Conversation> conversations = new HashMap<>();
  private final Map<Scope, SendKey> sendKeys = new HashMap<>();

  /// By the name that the asking person has for it.
  private final Map<MessageCopyId, Message> messages = new HashMap<>();

  private final Map<CopyId, Copy> copies = new HashMap<>();
  private final Map<ConversationId, List<Copy>> copiesByOwner = new HashMap<>();
  private final Map<UserId, Long> heads = new HashMap<>();
  private final Map<MessageCopyId, MessageCopy> messageCopies = new HashMap<>();
  private final Map<AttachmentId, Attachment> uploads = new HashMap<>();
  private final Map<ConversationId, Owners> everyone = new HashMap<>();

  /// Some copies of a conversation in the order of their owners, and the owners' newest entries.
  private record Owners(List<Copy> copies, Map<UserId, Long> heads) {}

  void add(Conversation conversation) {
    conversations.put(conversation.id(), conversation);
  }

  void sentBefore(Scope scope, SendKey key) {
    sendKeys.put(scope, key);
  }

  /// A message in the conversation that this is a copy of.
  void add(CopyId copy, Message message) {
    messages.put(new MessageCopyId(copy, message.ordinal()), message);
  }

  /// Owners come in their order.
  ///
  /// @param copy none if the owner is a guest
  void add(UserId owner, long head, List<Copy> copy) {
    heads.put(owner, head);
    for (Copy each : copy) {
      copies.put(each.id(), each);
      copiesByOwner.computeIfAbsent(each.conversation(), id -> new ArrayList<>()).add(each);
    }
  }

  void add(MessageCopy held) {
    messageCopies.put(held.id(), held);
  }

  void add(Map<AttachmentId, Attachment> locked) {
    uploads.putAll(locked);
  }

  /// The message a scope is about, or which was sent before under its client id.
  Optional<MessageCopyId> inQuestion(Scope scope) {
    Optional<Long> ordinal =
        scope.ordinal().isPresent()
            ? Optional.of(scope.ordinal().getAsLong())
            : Optional.ofNullable(sendKeys.get(scope)).map(SendKey::ordinal);
    return ordinal.map(number -> new MessageCopyId(scope.copy(), number));
  }

  boolean has(MessageCopyId message) {
    return messages.containsKey(message);
  }

  Optional<Message> message(Scope scope) {
    return inQuestion(scope).map(messages::get);
  }

  /// The copies of the messages that those whose copies were found may hold.
  Set<MessageCopyId> possiblyHeld() {
    Set<MessageCopyId> all = new LinkedHashSet<>();
    for (Message message : messages.values()) {
      for (Copy copy : copiesByOwner.getOrDefault(message.conversation(), List.of())) {
        all.add(new MessageCopyId(copy.id(), message.ordinal()));
      }
    }
    return all;
  }

  /// @param past what a group has for newcomers
  /// @return empty if the conversation is not what the scope says
  Optional<Room> room(Scope scope, Function<Conversation, List<Message>> past) {
    Copy mine = copies.get(scope.copy());
    if (mine == null || !mine.owner().equals(scope.owner())) {
      return Optional.empty();
    }
    Conversation conversation = conversations.get(mine.conversation());
    if (conversation == null
        || scope.family().filter(wanted -> wanted != conversation.kind().family()).isPresent()) {
      return Optional.empty();
    }
    Optional<Message> message = message(scope);
    Owners owners = owners(scope, conversation.id(), message);
    return Optional.of(
        new Room(
            conversation,
            mine,
            owners.copies(),
            message,
            message.map(some -> holders(some, owners.copies())).orElse(Map.of()),
            Optional.ofNullable(sendKeys.get(scope)),
            uploads(scope),
            scope.guest().isPresent() ? past.apply(conversation) : List.of(),
            withGuest(owners.heads(), scope.guest())));
  }

  private Owners owners(Scope scope, ConversationId conversation, Optional<Message> message) {
    List<Copy> all = copiesByOwner.getOrDefault(conversation, List.of());
    return switch (scope.reach()) {
      case OWNER -> owners(all.stream().filter(copy -> copy.id().equals(scope.copy())).toList());
      case OWNER_AND_SENDER ->
          owners(all.stream().filter(copy -> isConcerned(copy, scope, message)).toList());
      case EVERYONE ->
          everyone.computeIfAbsent(conversation, id -> owners(Collections.unmodifiableList(all)));
    };
  }

  private static boolean isConcerned(Copy copy, Scope scope, Optional<Message> message) {
    return copy.id().equals(scope.copy())
        || message.filter(some -> some.sender().equals(copy.owner())).isPresent();
  }

  private Owners owners(List<Copy> some) {
    Map<UserId, Long> theirs = new TreeMap<>();
    some.forEach(copy -> theirs.put(copy.owner(), heads.getOrDefault(copy.owner(), 0L)));
    return new Owners(some, Collections.unmodifiableMap(theirs));
  }

  private Map<CopyId, MessageCopy> holders(Message message, List<Copy> within) {
    Map<CopyId, MessageCopy> holders = new LinkedHashMap<>();
    for (Copy copy : within) {
      MessageCopy held = messageCopies.get(new MessageCopyId(copy.id(), message.ordinal()));
      if (held != null) {
        holders.put(copy.id(), held);
      }
    }
    return holders;
  }

  /// A guest whose mailbox is gone has none.
  private Map<UserId, Long> withGuest(Map<UserId, Long> owners, Optional<UserId> guest) {
    Optional<Long> head = guest.map(heads::get);
    if (head.isEmpty()) {
      return owners;
    }
    Map<UserId, Long> all = new TreeMap<>(owners);
    all.putIfAbsent(guest.orElseThrow(), head.orElseThrow());
    return all;
  }

  private Map<AttachmentId, Attachment> uploads(Scope scope) {
    Map<AttachmentId, Attachment> own = new HashMap<>();
    for (AttachmentId id : scope.attachments()) {
      Attachment upload = uploads.get(id);
      if (upload != null && upload.uploader().equals(scope.owner())) {
        own.put(id, upload);
      }
    }
    return own;
  }
}
