package io.buddychat.domain.conversation;

import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Port: the writing side of conversations. Everything here happens inside a
/// [io.buddychat.domain.core.UnitOfWork].
///
/// What is loaded stays locked until the transaction ends: first the conversation, then the
/// mailboxes of the owners in the order of their ids. The number of statements depends on neither
/// the number of owners nor the length of the history.
public interface Conversations {

  /// Locks and loads what several commands need that are to share a transaction.
  ///
  /// @return a room for each scope, in their order; empty where there is no such copy, it is not
  ///   the owner's, or it is of the other family
  List<Optional<Room>> load(List<Scope> scopes);

  /// Locks the mailboxes of these people and loads the number of the newest entry of each. Who has
  /// no mailbox (a deleted account) is left out.
  Map<UserId, Long> lockMailboxes(Collection<UserId> owners);

  /// Locks and loads a group for somebody who is to come into it, as [#load] does.
  ///
  /// @return empty when there is no such group
  Optional<Lobby> lobby(ConversationId group, UserId guest);

  /// The copies of the pair of these two, or of the one's chat with themself when they are the
  /// same.
  List<Copy> pair(UserId one, UserId other);

  /// The people who share a conversation with this one, without themself, as the transaction sees
  /// it.
  List<UserId> companions(UserId user);

  /// Locks and loads all conversations the person has a copy of, each with everyone within reach,
  /// and the person's own mailbox even if there are none. Nobody can begin a conversation with the
  /// person before the transaction ends.
  List<Room> loadAll(UserId owner);

  /// Stores what a command decided. Attachments of messages that go by it are discarded.
  void write(Changes changes);

  /// Destroys a person's mailbox: all their copies, the messages of which these were the last
  /// copies with their attachments, the conversations of which they were, their log, and what they
  /// uploaded and did not send. What others hold stays.
  void destroyMailbox(UserId owner);
}
