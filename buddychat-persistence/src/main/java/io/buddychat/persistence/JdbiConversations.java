package io.buddychat.persistence;

import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The writing side of conversations: locks, and what hangs on them. Rooms are loaded by [Loading],
/// decisions written by [Writing], and what goes for good by [Destroying].
///
/// All locks are taken with `for update` by primary key in ascending order, which both databases do
/// in the order the rows are read in.
final class JdbiConversations implements Conversations {

  private final JdbiUnitOfWork unitOfWork;
  private final Dialect dialect;

  JdbiConversations(JdbiUnitOfWork unitOfWork, Dialect dialect) {
    this.unitOfWork = unitOfWork;
    this.dialect = dialect;
  }

  @Override
  public List<Optional<Room>> load(List<Scope> scopes) {
    return scopes.isEmpty()
        ? List.of()
        : unitOfWork.lock(handle -> Loading.rooms(handle, dialect, scopes));
  }

  @Override
  public Optional<Lobby> lobby(ConversationId group, UserId guest) {
    return unitOfWork.lock(handle -> EnteringGroups.lobby(handle, group, guest));
  }

  @Override
  public Map<UserId, Long> lockMailboxes(Collection<UserId> owners) {
    return owners.isEmpty() ? Map.of() : unitOfWork.lock(handle -> lockMailboxes(handle, owners));
  }

  static Map<UserId, Long> lockMailboxes(Handle handle, Collection<UserId> owners) {
    return handle
        .createQuery(
            """
            select b.owner, b.last_seq
            from mailbox b
            where b.owner = any(:owners)
            order by b.owner
            for update
            """)
        .bind("owners", RowSet.keys(owners, UserId::value))
        .reduceResultSet(
            new TreeMap<>(),
            (heads, result, context) -> {
              heads.put(new UserId(result.getLong(1)), result.getLong(2));
              return heads;
            });
  }

  private static final String PAIR =
      """
      select %s
      from conversation v
      join conversation_copy k on k.conversation_id = v.id
      where v.pair_low = :low and v.pair_high = :high
      order by k.owner
      """
          .formatted(Columns.COPY);

  @Override
  public List<Copy> pair(UserId one, UserId other) {
    return unitOfWork.read(
        handle ->
            handle
                .createQuery(PAIR)
                .bind("low", Math.min(one.value(), other.value()))
                .bind("high", Math.max(one.value(), other.value()))
                .map((result, context) -> Columns.copy(new Row(result)))
                .list());
  }

  @Override
  public List<UserId> companions(UserId user) {
    return unitOfWork.read(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct theirs.owner
                    from conversation_copy mine
                    join conversation_copy theirs on theirs.conversation_id = mine.conversation_id
                    where mine.owner = :user and theirs.owner <> :user
                    order by theirs.owner
                    """)
                .bind("user", user.value())
                .map((result, context) -> new UserId(result.getLong(1)))
                .list());
  }

  private static final String SCOPES =
      """
      select k.id, v.kind
      from conversation_copy k
      join conversation v on v.id = k.conversation_id
      where k.owner = :owner
      order by k.id
      """;

  /// Whoever begins a conversation with the person locks their mailbox first. So once we hold it, a
  /// second look finds what was begun while we waited, and nothing can be missing after that.
  @Override
  public List<Room> loadAll(UserId owner) {
    return unitOfWork.lock(
        handle -> {
          List<Scope> scopes = scopes(handle, owner);
          List<Room> rooms = rooms(handle, scopes);
          lockMailboxes(handle, List.of(owner));
          List<Scope> newer = new ArrayList<>(scopes(handle, owner));
          newer.removeAll(scopes);
          return Stream.concat(rooms.stream(), rooms(handle, newer).stream()).toList();
        });
  }

  private List<Room> rooms(Handle handle, List<Scope> scopes) {
    return scopes.isEmpty()
        ? List.of()
        : Loading.rooms(handle, dialect, scopes).stream().flatMap(Optional::stream).toList();
  }

  private static List<Scope> scopes(Handle handle, UserId owner) {
    return handle
        .createQuery(SCOPES)
        .bind("owner", owner.value())
        .map(
            (result, context) ->
                Scope.of(
                    Conversation.Kind.ofCode(result.getInt(2)).family(),
                    new CopyId(result.getLong(1)),
                    owner,
                    Scope.Reach.EVERYONE))
        .list();
  }

  @Override
  public void write(Changes changes) {
    unitOfWork.tells(changes.heads().keySet());
    unitOfWork.write(
        handle -> {
          Writing.write(new RoundTrip(handle, dialect, unitOfWork::putOff), changes);
          return changes;
        });
  }

  @Override
  public void destroyMailbox(UserId owner) {
    unitOfWork.write(
        handle -> {
          Destroying.mailbox(handle, owner);
          return owner;
        });
  }
}
