package io.buddychat.server;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.conversation.MessageCopy;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The writing side of a [NewestStore]: groups are made, and sent into.
record NewestConversations(NewestStore store) implements Conversations {

  @Override
  public List<Optional<Room>> load(List<Scope> scopes) {
    return scopes.stream().map(this::room).toList();
  }

  /// What it shows is what the transaction sees, as long as that lasts.
  private Optional<Room> room(Scope scope) {
    if (scope.reach() != Scope.Reach.EVERYONE
        || scope.guest().isPresent()
        || scope.ordinal().isPresent()
        || scope.clientId().isPresent()
        || !scope.attachments().isEmpty()) {
      throw NewestStore.refused();
    }
    return Optional.ofNullable(store.copies().get(scope.copy()))
        .filter(mine -> mine.owner().equals(scope.owner()))
        .map(
            mine -> {
              NewestStore.Group group = store.groups().get(mine.conversation());
              return new Room(
                  group.conversation(),
                  mine,
                  Collections.unmodifiableList(group.copies()),
                  Optional.empty(),
                  Map.of(),
                  Optional.empty(),
                  Map.of(),
                  List.of(),
                  Collections.unmodifiableMap(store.heads()));
            });
  }

  /// Everybody has a mailbox.
  @Override
  public Map<UserId, Long> lockMailboxes(Collection<UserId> owners) {
    owners.forEach(owner -> store.heads().putIfAbsent(owner, 0L));
    Map<UserId, Long> heads = new HashMap<>(store.heads());
    heads.keySet().retainAll(owners);
    return heads;
  }

  @Override
  public void write(Changes changes) {
    if (isMore(changes)) {
      throw NewestStore.refused();
    }
    begin(changes);
    changes.conversations().forEach(changed -> store.groups().get(changed.id()).change(changed));
    for (Copy changed : changes.copies()) {
      store.copies().put(changed.id(), changed);
      store.groups().get(changed.conversation()).change(changed);
    }
    deliver(changes);
    changes.entries().forEach(entry -> store.log(entry.owner()).write(entry));
    store.heads().putAll(changes.heads());
  }

  /// Whether they are more than what comes by making a group and sending into it.
  private static boolean isMore(Changes changes) {
    return Stream.of(
            changes.cleared(),
            changes.ended(),
            changes.dissolved(),
            changes.attached(),
            changes.messages(),
            changes.gone(),
            changes.messageCopies(),
            changes.dropped(),
            changes.bans(),
            changes.sendKeys())
        .anyMatch(some -> !some.isEmpty());
  }

  private void begin(Changes changes) {
    changes.begun().forEach(begun -> store.groups().put(begun.id(), new NewestStore.Group(begun)));
    changes.newCopies().stream()
        .collect(Collectors.groupingBy(Copy::conversation))
        .forEach((group, copies) -> store.groups().get(group).add(copies));
    changes.newCopies().forEach(copy -> store.copies().put(copy.id(), copy));
  }

  private void deliver(Changes changes) {
    Map<MessageId, Message> sent = new HashMap<>();
    changes.sent().forEach(message -> sent.put(message.id(), message));
    for (MessageCopy copy : changes.delivered()) {
      store.log(copy.owner()).deliver(copy, sent.get(copy.message()));
    }
  }

  @Override
  public Optional<Lobby> lobby(ConversationId group, UserId guest) {
    throw NewestStore.refused();
  }

  @Override
  public List<Copy> pair(UserId one, UserId other) {
    throw NewestStore.refused();
  }

  @Override
  public List<UserId> companions(UserId user) {
    throw NewestStore.refused();
  }

  @Override
  public List<Room> loadAll(UserId owner) {
    throw NewestStore.refused();
  }

  @Override
  public void destroyMailbox(UserId owner) {
    throw NewestStore.refused();
  }
}
