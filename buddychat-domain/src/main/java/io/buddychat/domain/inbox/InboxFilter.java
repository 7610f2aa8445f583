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
/// @param subject only what happened to this
public record InboxFilter(
    Optional<Set<Operation>> operations,
    Optional<CopyId> conversation,
    Optional<UserId> actor,
    Optional<SessionId> except,
    Optional<Subject> subject) {

  /// Every entry.
  public static final InboxFilter ALL =
      new InboxFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public InboxFilter {
    operations = operations.map(Set::copyOf);
  }

  /// The operations of the original BuddyChat, see [Operation#isBroadcast].
  public static InboxFilter broadcast() {
    EnumSet<Operation> broadcast = EnumSet.allOf(Operation.class);
    broadcast.removeIf(operation -> !operation.isBroadcast());
    return ALL.only(broadcast);
  }

  /// The same, of these operations only.
  public InboxFilter only(Set<Operation> some) {
    return new InboxFilter(Optional.of(some), conversation, actor, except, subject);
  }

  /// The same, in this conversation only.
  public InboxFilter in(CopyId copy) {
    return new InboxFilter(operations, Optional.of(copy), actor, except, subject);
  }

  /// The same, by this person only.
  public InboxFilter by(UserId user) {
    return new InboxFilter(operations, conversation, Optional.of(user), except, subject);
  }

  /// The same, without what came from this session.
  public InboxFilter without(SessionId session) {
    return new InboxFilter(operations, conversation, actor, Optional.of(session), subject);
  }

  /// The same, of what happened to this only.
  public InboxFilter about(Subject thing) {
    return new InboxFilter(operations, conversation, actor, except, Optional.of(thing));
  }

  boolean wantsAll() {
    return equals(ALL);
  }

  boolean wants(Entry entry) {
    Event event = entry.event();
    return (operations.isEmpty() || operations.get().contains(event.operation()))
        && (conversation.isEmpty() || conversation.equals(event.place()))
        && (actor.isEmpty() || actor.get().equals(event.actor()))
        && (except.isEmpty() || !except.equals(entry.origin()))
        && (subject.isEmpty() || subject.get().isOf(event));
  }
}
