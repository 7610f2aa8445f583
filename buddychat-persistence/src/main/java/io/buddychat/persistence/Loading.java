package io.buddychat.persistence;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/// Loads what commands need to see, with the same statements for any number of scopes, owners and
/// messages.
///
/// First the conversations are locked, and only then is anything else read of them: each statement
/// sees what was committed before it began, so nothing that follows is older than the lock, though
/// it travels with it ([RoundTrip]). The mailboxes are locked last. Whose mailbox is gone by then
/// has left meanwhile, and their copy counts no more.
///
/// What nobody asked for (send keys, messages, attachments) costs no statement. Who names a copy
/// that is not theirs locks nothing: they could hold up people whom they have nothing to do with,
/// and would learn by the waiting that there is such a copy.
final class Loading {

  private final Handle handle;
  private final Dialect dialect;
  private final List<Scope> scopes;
  private final Found found = new Found();

  private Loading(Handle handle, Dialect dialect, List<Scope> scopes) {
    this.handle = handle;
    this.dialect = dialect;
    this.scopes = scopes;
  }

  /// Whose copy is needed beside the asking person's, the message alone can tell. Where nobody
  /// needs to know that, the mailboxes are locked on the first trip.
  static List<Optional<Room>> rooms(Handle handle, Dialect dialect, List<Scope> scopes) {
    Loading loading = new Loading(handle, dialect, scopes);
    boolean sendersConcerned =
        scopes.stream().anyMatch(scope -> scope.reach() == Scope.Reach.OWNER_AND_SENDER);
    RoundTrip first = loading.trip();
    loading.lockConversations(first);
    loading.loadSendKeys(first);
    loading.loadMessages(first, loading.asked());
    if (!sendersConcerned) {
      loading.loadCopiesAndLockMailboxes(first);
    }
    first.run();
    RoundTrip second = loading.trip();
    if (sendersConcerned) {
      loading.loadCopiesAndLockMailboxes(second);
    }
    loading.loadMessages(second, loading.sentBefore());
    second.run();
    RoundTrip third = loading.trip();
    loading.loadMessageCopies(third);
    third.run();
    loading.lockUploads();
    return scopes.stream().map(loading::room).toList();
  }

  private RoundTrip trip() {
    return new RoundTrip(handle, dialect);
  }

  private static final String LOCK_CONVERSATIONS =
      """
      select %s
      from conversation v
      where v.id in (
        select k.conversation_id
        from unnest(cast(:copies as bigint array), cast(:owners as bigint array)) as w (copy_id, owner)
        join conversation_copy k on k.id = w.copy_id and k.owner = w.owner
      )
      order by v.id
      for update
      """
          .formatted(Columns.CONVERSATION);

  private void lockConversations(RoundTrip trip) {
    trip.query(
        LOCK_CONVERSATIONS,
        RowSet.of(scopes)
            .numbers("copies", scope -> scope.copy().value())
            .numbers("owners", scope -> scope.owner().value())
            .columns(),
        Columns::conversation,
        found::add);
  }

  private static final String SEND_KEYS =
      """
      select w.place, %s
      from unnest(
        cast(:places as bigint array), cast(:copies as bigint array),
        cast(:owners as bigint array), cast(:clientIds as varchar array)
      ) as w (place, copy_id, owner, client_id)
      join conversation_copy k on k.id = w.copy_id and k.owner = w.owner
      join send_key s
        on s.sender = w.owner and s.conversation_id = k.conversation_id
        and s.client_id = w.client_id
      """
          .formatted(Columns.SEND_KEY);

  private void loadSendKeys(RoundTrip trip) {
    List<Scope> sending = scopes.stream().filter(scope -> scope.clientId().isPresent()).toList();
    if (sending.isEmpty()) {
      return;
    }
    trip.query(
        SEND_KEYS,
        RowSet.of(IntStream.range(0, sending.size()).boxed().toList())
            .numbers("places", Integer::longValue)
            .numbers("copies", place -> sending.get(place).copy().value())
            .numbers("owners", place -> sending.get(place).owner().value())
            .texts("clientIds", place -> sending.get(place).clientId().orElseThrow())
            .columns(),
        row -> Map.entry(sending.get((int) row.number()), Columns.sendKey(row)),
        key -> found.sentBefore(key.getKey(), key.getValue()));
  }

  private static final String MESSAGES =
      """
      select w.copy_id, %s
      from unnest(
        cast(:copies as bigint array), cast(:owners as bigint array),
        cast(:ordinals as bigint array)
      ) as w (copy_id, owner, ordinal)
      join conversation_copy k on k.id = w.copy_id and k.owner = w.owner
      join message m on m.conversation_id = k.conversation_id and m.ordinal = w.ordinal
      """
          .formatted(Columns.MESSAGE);

  private void loadMessages(RoundTrip trip, Map<MessageCopyId, UserId> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    trip.query(
        MESSAGES,
        RowSet.of(wanted.entrySet())
            .numbers("copies", asked -> asked.getKey().copy().value())
            .numbers("owners", asked -> asked.getValue().value())
            .numbers("ordinals", asked -> asked.getKey().ordinal())
            .columns(),
        row -> Map.entry(new CopyId(row.number()), Columns.message(row)),
        message -> found.add(message.getKey(), message.getValue()));
  }

  /// The messages in question, and who asks about them.
  private Map<MessageCopyId, UserId> asked() {
    Map<MessageCopyId, UserId> asked = new LinkedHashMap<>();
    for (Scope scope : scopes) {
      found.inQuestion(scope).ifPresent(id -> asked.put(id, scope.owner()));
    }
    return asked;
  }

  private Map<MessageCopyId, UserId> sentBefore() {
    Map<MessageCopyId, UserId> more = asked();
    more.keySet().removeIf(found::has);
    return more;
  }

  /// Whoever has no mailbox any more counts no more, and neither does their copy.
  private static final Map<Dialect, String> COPIES_AND_HEADS =
      Arrays.stream(Dialect.values())
          .collect(Collectors.toMap(Function.identity(), Loading::copiesAndHeads));

  private static String copiesAndHeads(Dialect dialect) {
    return """
      select b.owner, b.last_seq, k.*
      from (
        select %1$s
        from unnest(cast(:own as bigint array), cast(:owners as bigint array)) as w (id, owner)
        join conversation_copy k on k.id = w.id and k.owner = w.owner
        union
        select %1$s
        from (
          select distinct mine.conversation_id
          from unnest(
            cast(:everyone as bigint array), cast(:members as bigint array)
          ) as w (id, owner)
          join conversation_copy mine on mine.id = w.id and mine.owner = w.owner
        ) v
        join conversation_copy k on k.conversation_id = v.conversation_id
        union
        select %1$s
        from unnest(cast(:about as bigint array), cast(:senders as bigint array)) as w (id, sender)
        join conversation_copy mine on mine.id = w.id
        join conversation_copy k on k.conversation_id = mine.conversation_id and k.owner = w.sender
        union
        select null, null, w.owner, null, null, null, null, null, null, null
        from unnest(cast(:guests as bigint array)) as w (owner)
      ) k
      join mailbox b on b.owner = k.owner
      order by b.owner
      %2$s
      """
        .formatted(Columns.COPY, dialect.lockedRowsOf("b"));
  }

  /// An owner and the newest entry of their log, and a copy of theirs unless they are a guest.
  private record Member(UserId owner, long head, List<Copy> copy) {

    static Member read(Row row) throws SQLException {
      return new Member(
          new UserId(row.number()),
          row.number(),
          row.nextIsNull() ? List.of() : List.of(Columns.copy(row)));
    }
  }

  private void loadCopiesAndLockMailboxes(RoundTrip trip) {
    List<Scope> own = new ArrayList<>(with(Scope.Reach.OWNER));
    own.addAll(with(Scope.Reach.OWNER_AND_SENDER));
    List<Scope> everyone = with(Scope.Reach.EVERYONE);
    List<Scope> withSender =
        with(Scope.Reach.OWNER_AND_SENDER).stream()
            .filter(scope -> found.message(scope).isPresent())
            .toList();
    Set<UserId> guests = new TreeSet<>();
    scopes.forEach(scope -> scope.guest().ifPresent(guests::add));
    trip.query(
        Objects.requireNonNull(COPIES_AND_HEADS.get(dialect)),
        Map.of(
            "own",
            RowSet.keys(own, scope -> scope.copy().value()),
            "owners",
            RowSet.keys(own, scope -> scope.owner().value()),
            "everyone",
            RowSet.keys(everyone, scope -> scope.copy().value()),
            "members",
            RowSet.keys(everyone, scope -> scope.owner().value()),
            "about",
            RowSet.keys(withSender, scope -> scope.copy().value()),
            "senders",
            RowSet.keys(withSender, scope -> found.message(scope).orElseThrow().sender().value()),
            "guests",
            RowSet.keys(guests, UserId::value)),
        Member::read,
        member -> found.add(member.owner(), member.head(), member.copy()));
  }

  private List<Scope> with(Scope.Reach reach) {
    return scopes.stream().filter(scope -> scope.reach() == reach).toList();
  }

  private static final String MESSAGE_COPIES =
      """
      select %s
      from unnest(
        cast(:copies as bigint array), cast(:ordinals as bigint array)
      ) as w (copy_id, ordinal)
      join message_copy c on c.copy_id = w.copy_id and c.ordinal = w.ordinal
      """
          .formatted(Columns.MESSAGE_COPY);

  private void loadMessageCopies(RoundTrip trip) {
    Set<MessageCopyId> asked = found.possiblyHeld();
    if (asked.isEmpty()) {
      return;
    }
    trip.query(
        MESSAGE_COPIES,
        RowSet.of(asked)
            .numbers("copies", id -> id.copy().value())
            .numbers("ordinals", MessageCopyId::ordinal)
            .columns(),
        Columns::messageCopy,
        found::add);
  }

  private void lockUploads() {
    Set<AttachmentId> asked = new TreeSet<>();
    scopes.forEach(scope -> asked.addAll(scope.attachments()));
    if (!asked.isEmpty()) {
      found.add(SendingFiles.lock(handle, asked));
    }
  }

  private Optional<Room> room(Scope scope) {
    return found.room(scope, conversation -> EnteringGroups.past(handle, conversation));
  }
}
