package io.buddychat.domain.conversation;

import io.buddychat.domain.user.Viewer;

/// One thing a person asks of a conversation they own a copy of.
///
/// @param <R> what they get to know of the outcome
public interface Command<R> {

  Viewer viewer();

  Scope scope();

  /// Decides what is to change, or refuses with a [io.buddychat.domain.core.BuddyChatException].
  ///
  /// It is a pure function: the same room and context give the same decision. It may be asked again
  /// with a newer room.
  Decision<R> decide(Room room, Context context);

  /// Whether it may share a transaction with others that wait at the same moment. It may if its
  /// changes are among those that [DecidedSoFar] carries on to the next.
  default boolean mayShare() {
    return false;
  }

  /// What is to change, and what to answer once that is stored.
  record Decision<R>(Changes changes, R answer) {}
}
