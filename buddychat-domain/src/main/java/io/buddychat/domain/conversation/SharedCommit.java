package io.buddychat.domain.conversation;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Lets commands that wait at the same moment share one transaction.
///
/// ## Why
///
/// A commit waits for the disk, and who sends into a conversation waits for those who do so
/// already: forty people who write to one group would stand in line for forty commits. Together
/// they need one, and each member's mailbox is locked, and the newest number of their log written,
/// once instead of forty times. A lone command goes at once and alone ([Gathering]). While a
/// transaction writes into a conversation, others that want to wait for the next one, as far as it
/// is known which these are; a second transaction would only stand before the same locks.
///
/// ## What each can rely on
///
/// - It is decided by itself, and sees what those before it have decided ([DecidedSoFar]).
/// - A refusal is the refused one's alone.
/// - When anything else fails before the commit, nothing is stored, and each of several is tried
///   again alone, on its own thread: whoever is to blame fails, the others do not.
/// - When the commit itself fails, nobody knows what is stored, and each is told of the failure.
/// - The locks of all are taken at once and in the usual order, so two transactions do not wait for
///   each other in a circle.
/// - A transaction has a limited number of rows.
/// - A small conversation does not stand in line with large ones, as long as it is known which they
///   are ([KnownRooms]): each kind has transactions of its own. So who writes to one person may
///   have to wait for a message to a group of a thousand where the two want the same mailbox, or
///   where the store has one transaction at a time, but not for forty; and the same the other way
///   round.
final class SharedCommit {

  private static final int MOST_COMMANDS = 64;

  /// How many copies of messages a transaction may write, if it has more than one command.
  private static final int MOST_COPIES = 2_000;

  /// Conversations up to this size are small: however many share a transaction, it does not get too
  /// many copies.
  private static final int SMALL = MOST_COPIES / MOST_COMMANDS;

  /// Transactions side by side. With one, the processors would be idle while the disk works; with
  /// many, there would be little to share.
  private static final int OF_SMALL = 2;

  /// One, as it is this that a small one may have to wait for.
  private static final int OF_LARGE = 1;

  private final Conversations conversations;
  private final UnitOfWork unitOfWork;
  private final Announcing announcing;
  private final Decider decider;
  private final KnownRooms known = new KnownRooms(SMALL);
  private final Gathering<Share<?>> small = gathering(OF_SMALL);
  private final Gathering<Share<?>> large = gathering(OF_LARGE);

  SharedCommit(
      Conversations conversations, UnitOfWork unitOfWork, Announcing announcing, Decider decider) {
    this.conversations = conversations;
    this.unitOfWork = unitOfWork;
    this.announcing = announcing;
    this.decider = decider;
  }

  /// A command that somebody waits for, and what became of it once that is known.
  private static final class Share<R> {

    private final Command<R> command;
    private Optional<Supplier<R>> outcome = Optional.empty();

    Share(Command<R> command) {
      this.command = command;
    }
  }

  /// What was decided of a share, valid as soon as the transaction is.
  private record Verdict<R>(Share<R> share, Supplier<R> outcome) {

    void isFinal() {
      share.outcome = Optional.of(outcome);
    }
  }

  /// Carries out one command with those that wait at the same moment.
  ///
  /// @return empty if nothing was stored and it is to be tried alone
  <R> Optional<R> handle(Command<R> command) {
    Share<R> mine = new Share<>(command);
    (known.isLarge(command.scope().copy()) ? large : small).join(mine);
    return mine.outcome.map(Supplier::get);
  }

  private Gathering<Share<?>> gathering(int transactions) {
    return new Gathering<>(
        new Gathering.Bounds(transactions, MOST_COMMANDS, MOST_COPIES),
        share -> known.size(share.command.scope().copy()),
        SharedCommit::mustSeeEachOther,
        this::wouldWait,
        this::carryOut);
  }

  /// The one must find in the store what the other has sent under the same client id.
  private static boolean mustSeeEachOther(Share<?> one, Share<?> other) {
    Scope first = one.command.scope();
    return first.clientId().isPresent()
        && first.clientId().equals(other.command.scope().clientId())
        && first.copy().equals(other.command.scope().copy());
  }

  /// The transaction of the one would wait for that of the other, which locks the same
  /// conversation. It is better that both are in the next one, and that this one is another's.
  private boolean wouldWait(Share<?> one, Share<?> other) {
    return known.areOfOne(one.command.scope().copy(), other.command.scope().copy());
  }

  /// @return how many of them it has carried out
  private int carryOut(List<Share<?>> shares) {
    Transaction transaction = new Transaction(shares);
    try {
      unitOfWork.execute(transaction::decideAndWrite);
    } catch (Throwable e) {
      if (transaction.isOver) {
        transaction.verdicts.forEach(verdict -> verdict.share.outcome = Optional.of(failing(e)));
        return transaction.verdicts.size();
      }
      if (shares.size() == 1) {
        shares.get(0).outcome = Optional.of(failing(e));
      }
      return shares.size();
    }
    transaction.verdicts.forEach(Verdict::isFinal);
    announcing.handOver(transaction.changes);
    return transaction.verdicts.size();
  }

  private static <R> Supplier<R> failing(Throwable cause) {
    return () -> {
      if (cause instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) cause;
    };
  }

  /// One transaction, from its newest beginning: the unit of work may begin it again.
  private final class Transaction {

    private final List<Share<?>> shares;
    private List<Verdict<?>> verdicts = List.of();
    private Changes changes = Changes.none();

    /// Whether there is nothing left to do but to commit.
    private boolean isOver;

    Transaction(List<Share<?>> shares) {
      this.shares = shares;
    }

    boolean decideAndWrite() {
      isOver = false;
      verdicts = new ArrayList<>();
      DecidedSoFar decided = new DecidedSoFar();
      List<Optional<Room>> rooms =
          conversations.load(shares.stream().map(share -> share.command.scope()).toList());
      rooms.forEach(room -> room.ifPresent(known::learn));
      int copies = 0;
      for (int i = 0; i < rooms.size(); i++) {
        copies += rooms.get(i).map(room -> room.copies().size()).orElse(0);
        if (i > 0 && copies > MOST_COPIES) {
          break;
        }
        verdicts.add(verdict(shares.get(i), rooms.get(i), decided));
      }
      changes = decided.changes();
      if (!changes.isEmpty()) {
        conversations.write(changes);
      }
      isOver = true;
      return isOver;
    }

    private <R> Verdict<R> verdict(Share<R> share, Optional<Room> loaded, DecidedSoFar decided) {
      try {
        Command.Decision<R> decision = decider.decide(share.command, loaded.map(decided::shownIn));
        decided.add(decision.changes());
        return new Verdict<>(share, decision::answer);
      } catch (BuddyChatException refusal) {
        return new Verdict<>(
            share,
            () -> {
              throw refusal;
            });
      }
    }
  }
}
