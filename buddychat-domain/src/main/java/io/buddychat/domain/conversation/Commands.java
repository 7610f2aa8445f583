package io.buddychat.domain.conversation;

import io.buddychat.domain.attachment.Sweep;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.InboxBus;
import java.util.List;

/// Carries out commands: load, decide and write in one transaction, then tell the owners.
public final class Commands {

  private final Conversations conversations;
  private final UnitOfWork unitOfWork;
  private final Announcing announcing;
  private final Decider decider;
  private final Sweep sweep;
  private final SharedCommit sharedCommit;

  public Commands(
      Conversations conversations,
      UnitOfWork unitOfWork,
      InboxBus bus,
      Ids ids,
      Time time,
      Sweep sweep) {
    this.conversations = conversations;
    this.unitOfWork = unitOfWork;
    announcing = new Announcing(unitOfWork, bus);
    this.sweep = sweep;
    decider = new Decider(ids, time);
    sharedCommit = new SharedCommit(conversations, unitOfWork, announcing, decider);
  }

  /// Carries out one command. When it returns, its changes are durable and visible in every owner's
  /// log; when it throws, nothing has changed.
  ///
  /// Inside a unit of work of the caller's it becomes part of that, with all that follows.
  public <R> R handle(Command<R> command) {
    return command.mayShare() && !unitOfWork.isRunning()
        ? sharedCommit.handle(command).orElseGet(() -> alone(command))
        : alone(command);
  }

  private <R> R alone(Command<R> command) {
    Command.Decision<R> decision = announcing.execute(() -> within(command));
    if (decision.changes().mayDiscard()) {
      sweep.promptly();
    }
    return decision.answer();
  }

  /// Carries out a command that lets no message go as part of a transaction, of which whoever runs
  /// it tells the owners.
  public <R> Command.Decision<R> within(Command<R> command) {
    Command.Decision<R> decision =
        decider.decide(command, conversations.load(List.of(command.scope())).get(0));
    if (!decision.changes().isEmpty()) {
      conversations.write(decision.changes());
    }
    return decision;
  }
}
