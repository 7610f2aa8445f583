package io.buddychat.domain.conversation;

import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.InboxBus;
import java.util.function.Supplier;

/// Transactions that write into logs, and tell those who follow them.
///
/// What was written is handed over once it is durable. A transaction that is part of a caller's is
/// durable with that, and what was written may be overtaken by the rest of it: so then the owners
/// are only woken, and read what there is.
///
/// A bus that fails does not undo what was written, so it fails to nobody.
public final class Announcing {

  private final UnitOfWork unitOfWork;
  private final InboxBus bus;

  public Announcing(UnitOfWork unitOfWork, InboxBus bus) {
    this.unitOfWork = unitOfWork;
    this.bus = bus;
  }

  /// Runs what loads, decides and writes.
  public <R> Command.Decision<R> execute(Supplier<Command.Decision<R>> work) {
    boolean part = unitOfWork.isRunning();
    Command.Decision<R> decision = unitOfWork.execute(work);
    Changes written = decision.changes();
    if (!part) {
      handOver(written);
    } else if (!written.heads().isEmpty()) {
      unitOfWork.afterCommit(() -> bus.wake(written.heads().keySet()));
    }
    return decision;
  }

  /// Tells of what is durable by now.
  void handOver(Changes written) {
    if (!written.heads().isEmpty()) {
      unitOfWork.afterCommit(() -> bus.handOver(new Committed(written)));
    }
  }
}
