package io.buddychat.domain.chat;

import io.buddychat.domain.conversation.Announcing;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Gives the chat of two people, making it when there is none: one pair of copies, for ever. With
/// oneself it is the chat with oneself, of which there is one copy.
///
/// Both mailboxes are locked before it looks, so that two people who open a chat with each other at
/// the same moment get the same one.
public final class OpenChat {

  private final Conversations conversations;
  private final Announcing announcing;
  private final Ids ids;
  private final Time time;

  public OpenChat(Conversations conversations, Announcing announcing, Ids ids, Time time) {
    this.conversations = conversations;
    this.announcing = announcing;
    this.ids = ids;
    this.time = time;
  }

  /// The two copies.
  ///
  /// @param mine the asking person's own
  /// @param theirs the other person's; the same as `mine` in a chat with oneself, empty when the
  ///   other account was deleted
  /// @param created whether there was none before
  public record Opened(CopyId mine, Optional<CopyId> theirs, boolean created) {}

  /// Opens the chat with another person, or with oneself.
  public Opened with(Viewer viewer, UserId other) {
    return announcing.execute(() -> within(viewer, other)).answer();
  }

  /// The same as part of a transaction, of which whoever runs it tells the owners.
  Command.Decision<Opened> within(Viewer viewer, UserId other) {
    UserId me = viewer.user();
    Map<UserId, Long> heads = conversations.lockMailboxes(new TreeSet<>(List.of(me, other)));
    List<Copy> present = conversations.pair(me, other);
    return present.isEmpty()
        ? create(viewer, other, heads)
        : new Command.Decision<>(
            Changes.none(), new Opened(of(me, present), present(other, present), false));
  }

  private Command.Decision<Opened> create(Viewer viewer, UserId other, Map<UserId, Long> heads) {
    UserId me = viewer.user();
    if (!heads.containsKey(me) || !heads.containsKey(other)) {
      throw Failure.notFound("user").asException();
    }
    Instant now = time.now();
    boolean self = me.equals(other);
    Conversation conversation =
        new Conversation(
            new ConversationId(ids.next()),
            self ? Conversation.Kind.SELF : Conversation.Kind.PAIR,
            0,
            now,
            now,
            self ? 1 : 2,
            Optional.empty());
    Changes.Builder changes =
        new Changes.Builder(heads, now, Optional.of(viewer.session())).begin(conversation);
    Copy mine = begin(conversation, me, other, changes);
    Copy theirs = self ? mine : begin(conversation, other, me, changes);
    for (Copy copy : self ? List.of(mine) : List.of(mine, theirs)) {
      changes.log(
          copy.owner(), new Event.OfCopy(Operation.CHAT_CREATED, copy.id(), conversation.id(), me));
    }
    Changes created = changes.build();
    conversations.write(created);
    return new Command.Decision<>(created, new Opened(mine.id(), Optional.of(theirs.id()), true));
  }

  private Copy begin(
      Conversation conversation, UserId owner, UserId other, Changes.Builder changes) {
    Copy copy =
        new Copy(
            new CopyId(ids.next()),
            conversation.id(),
            owner,
            Optional.of(other),
            false,
            conversation.createdAt(),
            false,
            0,
            0,
            0);
    changes.add(copy);
    return copy;
  }

  private static CopyId of(UserId owner, List<Copy> copies) {
    return present(owner, copies).orElseThrow(() -> Failure.notFound("user").asException());
  }

  private static Optional<CopyId> present(UserId owner, List<Copy> copies) {
    return copies.stream().filter(copy -> copy.owner().equals(owner)).map(Copy::id).findFirst();
  }
}
