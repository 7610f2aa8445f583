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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Loads what commands need to see, with the same statements for any number of scopes, owners and
/// messages.
///
/// First the conversations are locked, and only then is anything else read of them: each statement
/// sees what was committed before it began, so nothing that follows is older than the lock. The
/// mailboxes are locked last. Whose mailbox is gone by then has left meanwhile, and their copy
/// counts no more.
///
/// What nobody asked for (send keys, messages, attachments) costs no statement.
final class Loading {

  private final Handle handle;
  private final List<Scope> scopes;
  private final Map<ConversationId, Conversation> conversations = new HashMap<>();
  private final Map<Scope, SendKey> sendKeys = new HashMap<>();

  /// By the name that the asking person has for it.
  private final Map<MessageCopyId, Message> messages = new HashMap<>();

  private final Map<CopyId, Copy> copies = new HashMap<>();
  private final Map<ConversationId, List<Copy>> copiesByOwner = new HashMap<>();
  private final Map<UserId, Long> heads = new HashMap<>();
  private final Map<MessageCopyId, MessageCopy> messageCopies = new HashMap<>();
  private Map<AttachmentId, Attachment> uploads = Map.of();

  private Loading(Handle handle, List<Scope> scopes) {
    this.handle = handle;
    this.scopes = scopes;
  }

  static List<Optional<Room>> rooms(Handle handle, List<Scope> scopes) {
    Loading loading = new Loading(handle, scopes);
    loading.lockConversations();
    loading.loadSendKeys();
    loading.loadMessages();
    List<Copy> within = loading.loadCopies();
    loading.lockMailboxes(within);
    loading.loadMessageCopies();
    loading.lockUploads();
    return scopes.stream().map(loading::room).toList();
  }

  private static final String LOCK_CONVERSATIONS =
      """
      select %s
      from conversation v
      where v.id in (
        select k.conversation_id
        from unnest(cast(:copies as bigint array), cast(:owners as bigint array)) as w (copy_id, owner)
        join conversation_copy k on k.id = w.copy_id and k.owner = w.owner
      )
      order by v.id
      for update
      """
          .formatted(Columns.CONVERSATION);

  private void lockConversations() {
    RowSet.of(scopes)
        .numbers("copies", scope -> scope.copy().value())
        .numbers("owners", scope -> scope.owner().value())
        .bindTo(handle.createQuery(LOCK_CONVERSATIONS))
        .map((result, context) -> Columns.conversation(new Row(result)))
        .forEach(each -> conversations.put(each.id(), each));
  }

  private static final String SEND_KEYS =
      """
      select w.place, %s
      from unnest(
        cast(:places as bigint array), cast(:copies as bigint array),
        cast(:owners as bigint array), cast(:clientIds as varchar array)
      ) as w (place, copy_id, owner, client_id)
      join conversation_copy k on k.id = w.copy_id and k.owner = w.owner
      join send_key s
        on s.sender = w.owner and s.conversation_id = k.conversation_id
        and s.client_id = w.client_id
      """
          .formatted(Columns.SEND_KEY);

  private void loadSendKeys() {
    List<Scope> sending = scopes.stream().filter(scope -> scope.clientId().isPresent()).toList();
    if (sending.isEmpty()) {
      return;
    }
    RowSet.of(sending)
        .numbers("places", scope -> (long) sending.indexOf(scope))
        .numbers("copies", scope -> scope.copy().value())
        .numbers("owners", scope -> scope.owner().value())
        .texts("clientIds", scope -> scope.clientId().orElseThrow())
        .bindTo(handle.createQuery(SEND_KEYS))
        .map(
            (result, context) -> {
              Row row = new Row(result);
              return Map.entry(sending.get((int) row.number()), Columns.sendKey(row));
            })
        .forEach(found -> sendKeys.put(found.getKey(), found.getValue()));
  }

  private static final String MESSAGES =
      """
      select w.copy_id, %s
      from unnest(
        cast(:copies as bigint array), cast(:ordinals as bigint array)
      ) as w (copy_id, ordinal)
      join conversation_copy k on k.id = w.copy_id
      join message m on m.conversation_id = k.conversation_id and m.ordinal = w.ordinal
      """
          .formatted(Columns.MESSAGE);

  private void loadMessages() {
    Set<MessageCopyId> asked = new LinkedHashSet<>();
    scopes.forEach(scope -> inQuestion(scope).ifPresent(asked::add));
    if (asked.isEmpty()) {
      return;
    }
    RowSet.of(asked)
        .numbers("copies", id -> id.copy().value())
        .numbers("ordinals", MessageCopyId::ordinal)
        .bindTo(handle.createQuery(MESSAGES))
        .map(
            (result, context) -> {
              Row row = new Row(result);
              return Map.entry(new CopyId(row.number()), Columns.message(row));
            })
        .forEach(
            found ->
                messages.put(
                    new MessageCopyId(found.getKey(), found.getValue().ordinal()),
                    found.getValue()));
  }

  /// The message a scope is about, or which was sent before under its client id.
  private Optional<MessageCopyId> inQuestion(Scope scope) {
    Optional<Long> ordinal =
        scope.ordinal().isPresent()
            ? Optional.of(scope.ordinal().getAsLong())
            : Optional.ofNullable(sendKeys.get(scope)).map(SendKey::ordinal);
    return ordinal.map(number -> new MessageCopyId(scope.copy(), number));
  }

  private Optional<Message> message(Scope scope) {
    return inQuestion(scope).map(messages::get);
  }

  private static final String COPIES =
      """
      select %1$s
      from unnest(cast(:own as bigint array)) as w (id)
      join conversation_copy k on k.id = w.id
      union
      select %1$s
      from (
        select distinct mine.conversation_id
        from unnest(cast(:everyone as bigint array)) as w (id)
        join conversation_copy mine on mine.id = w.id
      ) v
      join conversation_copy k on k.conversation_id = v.conversation_id
      union
      select %1$s
      from unnest(cast(:about as bigint array), cast(:senders as bigint array)) as w (id, sender)
      join conversation_copy mine on mine.id = w.id
      join conversation_copy k on k.conversation_id = mine.conversation_id and k.owner = w.sender
      """
          .formatted(Columns.COPY);

  private List<Copy> loadCopies() {
    List<Scope> everyone = with(Scope.Reach.EVERYONE);
    List<Scope> own = new ArrayList<>(with(Scope.Reach.OWNER));
    own.addAll(with(Scope.Reach.OWNER_AND_SENDER));
    List<Scope> withSender =
        with(Scope.Reach.OWNER_AND_SENDER).stream()
            .filter(scope -> message(scope).isPresent())
            .toList();
    return handle
        .createQuery(COPIES)
        .bind("own", RowSet.keys(own, scope -> scope.copy().value()))
        .bind("everyone", RowSet.keys(everyone, scope -> scope.copy().value()))
        .bind("about", RowSet.keys(withSender, scope -> scope.copy().value()))
        .bind(
            "senders",
            RowSet.keys(withSender, scope -> message(scope).orElseThrow().sender().value()))
        .map((result, context) -> Columns.copy(new Row(result)))
        .list();
  }

  private List<Scope> with(Scope.Reach reach) {
    return scopes.stream().filter(scope -> scope.reach() == reach).toList();
  }

  private void lockMailboxes(List<Copy> within) {
    Set<UserId> owners = new TreeSet<>();
    within.forEach(copy -> owners.add(copy.owner()));
    scopes.forEach(scope -> scope.guest().ifPresent(owners::add));
    if (!owners.isEmpty()) {
      heads.putAll(JdbiConversations.lockMailboxes(handle, owners));
    }
    within.stream()
        .filter(copy -> heads.containsKey(copy.owner()))
        .sorted(Comparator.comparing(Copy::owner))
        .forEach(
            copy -> {
              copies.put(copy.id(), copy);
              copiesByOwner.computeIfAbsent(copy.conversation(), id -> new ArrayList<>()).add(copy);
            });
  }

  private static final String MESSAGE_COPIES =
      """
      select %s
      from unnest(
        cast(:copies as bigint array), cast(:ordinals as bigint array)
      ) as w (copy_id, ordinal)
      join message_copy c on c.copy_id = w.copy_id and c.ordinal = w.ordinal
      """
          .formatted(Columns.MESSAGE_COPY);

  private void loadMessageCopies() {
    Set<MessageCopyId> asked = new LinkedHashSet<>();
    for (Message message : messages.values()) {
      for (Copy copy : copiesByOwner.getOrDefault(message.conversation(), List.of())) {
        asked.add(new MessageCopyId(copy.id(), message.ordinal()));
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    RowSet.of(asked)
        .numbers("copies", id -> id.copy().value())
        .numbers("ordinals", MessageCopyId::ordinal)
        .bindTo(handle.createQuery(MESSAGE_COPIES))
        .map((result, context) -> Columns.messageCopy(new Row(result)))
        .forEach(each -> messageCopies.put(each.id(), each));
  }

  private void lockUploads() {
    Set<AttachmentId> asked = new TreeSet<>();
    scopes.forEach(scope -> asked.addAll(scope.attachments()));
    if (!asked.isEmpty()) {
      uploads = SendingFiles.lock(handle, asked);
    }
  }

  private static Map<AttachmentId, Attachment> uploads(
      Scope scope, Map<AttachmentId, Attachment> all) {
    Map<AttachmentId, Attachment> own = new HashMap<>();
    for (AttachmentId id : scope.attachments()) {
      Attachment upload = all.get(id);
      if (upload != null && upload.uploader().equals(scope.owner())) {
        own.put(id, upload);
      }
    }
    return own;
  }

  private Optional<Room> room(Scope scope) {
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
    List<Copy> within =
        copiesByOwner.getOrDefault(conversation.id(), List.of()).stream()
            .filter(copy -> isWithin(copy, scope, message))
            .toList();
    Map<CopyId, MessageCopy> holders = new LinkedHashMap<>();
    Map<UserId, Long> theirHeads = new TreeMap<>();
    scope
        .guest()
        .ifPresent(
            guest ->
                Optional.ofNullable(heads.get(guest))
                    .ifPresent(head -> theirHeads.put(guest, head)));
    for (Copy copy : within) {
      theirHeads.put(copy.owner(), heads.getOrDefault(copy.owner(), 0L));
      message
          .map(some -> messageCopies.get(new MessageCopyId(copy.id(), some.ordinal())))
          .ifPresent(held -> holders.put(copy.id(), held));
    }
    List<Message> past =
        scope.guest().isPresent() ? EnteringGroups.past(handle, conversation) : List.of();
    return Optional.of(
        new Room(
            conversation,
            mine,
            within,
            message,
            holders,
            Optional.ofNullable(sendKeys.get(scope)),
            uploads(scope, uploads),
            past,
            theirHeads));
  }

  private static boolean isWithin(Copy copy, Scope scope, Optional<Message> message) {
    return switch (scope.reach()) {
      case OWNER -> copy.id().equals(scope.copy());
      case OWNER_AND_SENDER ->
          copy.id().equals(scope.copy())
              || message.filter(some -> some.sender().equals(copy.owner())).isPresent();
      case EVERYONE -> true;
    };
  }
}
