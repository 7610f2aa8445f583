package io.buddychat.persistence;

import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.conversation.Message;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Loads what is needed before somebody comes into a group, in the order of [Loading]: the group is
/// locked first, the mailboxes last. Who does not come in, because they may not or because they are
/// in already, reads nothing of it and holds nobody up.
final class EnteringGroups {

  private EnteringGroups() {}

  private static final String LOCK =
      """
      select %s
      from conversation v
      where v.id = :group and v.kind = :kind
      for update
      """
          .formatted(Columns.CONVERSATION);

  private static final String COPIES =
      """
      select %s
      from conversation_copy k
      where k.conversation_id = :group
      order by k.owner
      """
          .formatted(Columns.COPY);

  static Optional<Lobby> lobby(Handle handle, ConversationId id, UserId guest) {
    return handle
        .createQuery(LOCK)
        .bind("group", id.value())
        .bind("kind", Conversation.Kind.GROUP.code())
        .map((result, context) -> Columns.conversation(new Row(result)))
        .findOne()
        .map(group -> lobby(handle, group, guest));
  }

  private static Lobby lobby(Handle handle, Conversation group, UserId guest) {
    List<Copy> copies =
        handle
            .createQuery(COPIES)
            .bind("group", group.id().value())
            .map((result, context) -> Columns.copy(new Row(result)))
            .list();
    boolean banned = isBanned(handle, group.id(), guest);
    boolean isOpen = group.card().filter(Card::isPublic).isPresent() && !banned;
    if (!isOpen || copies.stream().anyMatch(copy -> copy.owner().equals(guest))) {
      return new Lobby(group, copies, List.of(), banned, Map.of());
    }
    List<Message> past = past(handle, group);
    Set<UserId> concerned = new TreeSet<>(Set.of(guest));
    copies.forEach(copy -> concerned.add(copy.owner()));
    Map<UserId, Long> heads = JdbiConversations.lockMailboxes(handle, concerned);
    List<Copy> living = copies.stream().filter(copy -> heads.containsKey(copy.owner())).toList();
    return new Lobby(group, living, past, banned, heads);
  }

  private static boolean isBanned(Handle handle, ConversationId group, UserId guest) {
    return handle
        .createQuery(
            """
            select 1
            from ban b
            where b.conversation_id = :group and b.user_id = :user
            """)
        .bind("group", group.value())
        .bind("user", guest.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static final String PAST =
      """
      select %s
      from message m
      where m.conversation_id = :group
      order by m.conversation_id desc, m.ordinal desc
      limit :limit
      """
          .formatted(Columns.MESSAGE);

  /// What a group has for newcomers, oldest first; asks for nothing where there is nothing.
  static List<Message> past(Handle handle, Conversation group) {
    int limit = group.card().map(Card::welcome).map(welcome -> welcome.limit()).orElse(0);
    if (limit == 0) {
      return List.of();
    }
    List<Message> newestFirst =
        handle
            .createQuery(PAST)
            .bind("group", group.id().value())
            .bind("limit", limit)
            .map((result, context) -> Columns.message(new Row(result)))
            .list();
    List<Message> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }
}
