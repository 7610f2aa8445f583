package io.buddychat.domain.inbox;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which entries of a log somebody wants: those that satisfy all that is given.
///
/// @param operations only these; none at all when the set is empty
/// @param conversation only what happened in this conversation, by the owner's own copy of it
/// @param actor only what this person did
/// @param except nothing that came from this session
public record InboxFilter(
    Optional<Set<Operation>> operations,
    Optional<CopyId> conversation,
    Optional<UserId> actor,
    Optional<SessionId> except) {

  /// Every entry.
  public static final InboxFilter ALL =
      new InboxFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public InboxFilter {
    operations = operations.map(Set::copyOf);
  }

  /// The operations of the original BuddyChat, see [Operation#isBroadcast].
  public static InboxFilter broadcast() {
    EnumSet<Operation> broadcast = EnumSet.allOf(Operation.class);
    broadcast.removeIf(operation -> !operation.isBroadcast());
    return new InboxFilter(
        Optional.of(broadcast), Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean wantsAll() {
    return equals(ALL);
  }

  boolean wants(Entry entry) {
    Event event = entry.event();
    return operations.map(some -> some.contains(event.operation())).orElse(true)
        && (conversation.isEmpty() || conversation.equals(event.place()))
        && actor.map(event.actor()::equals).orElse(true)
        && (except.isEmpty() || !except.equals(entry.origin()));
  }
}
