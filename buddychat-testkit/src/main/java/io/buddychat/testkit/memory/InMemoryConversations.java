package io.buddychat.testkit.memory;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.conversation.SendKey;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The writing side of conversations, in memory. A transaction has the whole store to itself, so
/// nothing more needs to be locked.
final class InMemoryConversations implements Conversations {

  private final Memory memory;
  private final Writing writing;

  InMemoryConversations(Memory memory, InMemoryAttachments attachments) {
    this.memory = memory;
    this.writing = new Writing(memory, attachments);
  }

  @Override
  public List<Optional<Room>> load(List<Scope> scopes) {
    memory.requireTransaction();
    return scopes.stream().map(this::room).toList();
  }

  private Optional<Room> room(Scope scope) {
    return memory
        .copy(scope.copy(), scope.owner())
        .flatMap(
            mine -> {
              Conversation conversation = memory.conversations.get(mine.conversation());
              return scope.family().orElse(conversation.kind().family())
                      == conversation.kind().family()
                  ? Optional.of(room(scope, conversation, mine))
                  : Optional.empty();
            });
  }

  private Room room(Scope scope, Conversation conversation, Copy mine) {
    Optional<SendKey> sentBefore =
        scope
            .clientId()
            .flatMap(
                id -> memory.sendKeys.find(Writing.sendKey(scope.owner(), conversation.id(), id)));
    Optional<Long> ordinal =
        scope.ordinal().isPresent()
            ? Optional.of(scope.ordinal().getAsLong())
            : sentBefore.map(SendKey::ordinal);
    Optional<Message> message =
        ordinal.flatMap(number -> memory.messages.find(Memory.key(conversation.id(), number)));
    List<Copy> copies =
        memory.copiesOf(conversation.id()).stream()
            .filter(copy -> isWithinReach(copy, scope, message))
            .toList();
    Map<CopyId, MessageCopy> holders = new LinkedHashMap<>();
    Map<UserId, Long> heads = new TreeMap<>();
    scope
        .guest()
        .ifPresent(guest -> memory.heads.find(guest).ifPresent(head -> heads.put(guest, head)));
    for (Copy copy : copies) {
      heads.put(copy.owner(), memory.heads.get(copy.owner()));
      message
          .flatMap(some -> memory.messageCopies.find(new Key(copy.id().value(), some.ordinal())))
          .ifPresent(held -> holders.put(copy.id(), held));
    }
    List<Message> past = scope.guest().isPresent() ? past(conversation) : List.of();
    return new Room(
        conversation, mine, copies, message, holders, sentBefore, uploads(scope), past, heads);
  }

  /// What the group has for newcomers, oldest first.
  private List<Message> past(Conversation group) {
    List<Message> all = List.copyOf(Key.under(group.id().value(), memory.messages.rows()).values());
    int limit = group.card().map(Card::welcome).map(Welcome::limit).orElse(0);
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  @Override
  public Optional<Lobby> lobby(ConversationId group, UserId guest) {
    memory.requireTransaction();
    return memory
        .conversations
        .find(group)
        .filter(found -> found.kind() == Conversation.Kind.GROUP)
        .map(found -> lobby(found, guest));
  }

  private Lobby lobby(Conversation group, UserId guest) {
    List<Copy> copies = memory.copiesOf(group.id());
    Map<UserId, Long> heads = new TreeMap<>();
    copies.forEach(copy -> heads.put(copy.owner(), memory.heads.get(copy.owner())));
    memory.heads.find(guest).ifPresent(head -> heads.put(guest, head));
    boolean banned = memory.bans.find(new Key(group.id().value(), guest.value())).isPresent();
    return new Lobby(group, copies, past(group), banned, heads);
  }

  private Map<AttachmentId, Attachment> uploads(Scope scope) {
    Map<AttachmentId, Attachment> uploads = new LinkedHashMap<>();
    for (AttachmentId id : scope.attachments()) {
      memory
          .attachments
          .find(id)
          .filter(row -> row.isUploadOf(scope.owner()))
          .ifPresent(row -> uploads.put(id, row.attachment()));
    }
    return uploads;
  }

  private static boolean isWithinReach(Copy copy, Scope scope, Optional<Message> message) {
    return switch (scope.reach()) {
      case OWNER -> copy.id().equals(scope.copy());
      case OWNER_AND_SENDER ->
          copy.id().equals(scope.copy())
              || message.filter(some -> some.sender().equals(copy.owner())).isPresent();
      case EVERYONE -> true;
    };
  }

  @Override
  public Map<UserId, Long> lockMailboxes(Collection<UserId> owners) {
    memory.requireTransaction();
    Map<UserId, Long> heads = new TreeMap<>();
    for (UserId owner : owners) {
      memory.heads.find(owner).ifPresent(head -> heads.put(owner, head));
    }
    return heads;
  }

  @Override
  public List<Copy> pair(UserId one, UserId other) {
    memory.requireTransaction();
    Conversation.Kind kind = one.equals(other) ? Conversation.Kind.SELF : Conversation.Kind.PAIR;
    return Stream.of(one, other)
        .distinct()
        .flatMap(owner -> memory.copiesBy(owner).stream())
        .filter(copy -> memory.conversations.get(copy.conversation()).kind() == kind)
        .filter(
            copy ->
                copy.other()
                    .filter(them -> them.equals(copy.owner().equals(one) ? other : one))
                    .isPresent())
        .toList();
  }

  @Override
  public List<UserId> companions(UserId user) {
    memory.requireTransaction();
    return memory.copiesBy(user).stream()
        .flatMap(copy -> memory.copiesOf(copy.conversation()).stream())
        .map(Copy::owner)
        .filter(owner -> !owner.equals(user))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<Room> loadAll(UserId owner) {
    memory.requireTransaction();
    return memory.copiesBy(owner).stream()
        .map(
            copy -> {
              Conversation conversation = memory.conversations.get(copy.conversation());
              Scope scope =
                  Scope.of(conversation.kind().family(), copy.id(), owner, Scope.Reach.EVERYONE);
              return room(scope, conversation, copy);
            })
        .toList();
  }

  @Override
  public void write(Changes changes) {
    memory.requireTransaction();
    writing.write(changes);
  }

  @Override
  public void destroyMailbox(UserId owner) {
    memory.requireTransaction();
    writing.destroyMailbox(owner);
  }
}
