package io.buddychat.domain.conversation;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.InboxBus;
import java.util.List;
import java.util.Optional;

/// Carries out commands: load, decide and write in one transaction, then wake the owners.
public final class Commands {

  private final Conversations conversations;
  private final UnitOfWork unitOfWork;
  private final InboxBus bus;
  private final Ids ids;
  private final Time time;

  public Commands(
      Conversations conversations, UnitOfWork unitOfWork, InboxBus bus, Ids ids, Time time) {
    this.conversations = conversations;
    this.unitOfWork = unitOfWork;
    this.bus = bus;
    this.ids = ids;
    this.time = time;
  }

  /// Carries out one command. When it returns, its changes are durable and visible in every owner's
  /// log; when it throws, nothing has changed.
  public <R> R handle(Command<R> command) {
    Command.Decision<R> decision = unitOfWork.execute(() -> carryOut(command));
    bus.wake(decision.changes().heads().keySet());
    return decision.answer();
  }

  /// The time is told after the locks are held, so that within a conversation it follows the order
  /// of the messages.
  private <R> Command.Decision<R> carryOut(Command<R> command) {
    Scope scope = command.scope();
    Room room = conversations.load(List.of(scope)).get(0).orElseThrow(() -> notFound(scope));
    Context context = new Context(time.now(), ids, Optional.of(command.viewer().session()));
    Command.Decision<R> decision = command.decide(room, context);
    if (!decision.changes().isEmpty()) {
      conversations.write(decision.changes());
    }
    return decision;
  }

  private static RuntimeException notFound(Scope scope) {
    if (scope.family().isEmpty()) {
      return Failure.notFound("notification").asException();
    }
    Family family = scope.family().get();
    return scope.ordinal().isPresent() ? family.noSuchMessage() : family.noSuchCopy();
  }
}
