package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import java.util.Optional;

/// Lets commands decide about the rooms that were loaded for them.
///
/// The time is told when it is asked, after the locks are held, so that within a conversation it
/// follows the order of the messages.
record Decider(Ids ids, Time time) {

  /// @param room what was found for the command's scope
  <R> Command.Decision<R> decide(Command<R> command, Optional<Room> room) {
    Room found = room.orElseThrow(() -> notFound(command.scope()));
    return command.decide(
        found, new Context(time.now(), ids, Optional.of(command.viewer().session())));
  }

  private static RuntimeException notFound(Scope scope) {
    if (scope.family().isEmpty()) {
      return Failure.notFound("notification").asException();
    }
    Family family = scope.family().get();
    return scope.ordinal().isPresent() ? family.noSuchMessage() : family.noSuchCopy();
  }
}
