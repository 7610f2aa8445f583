package io.buddychat.persistence;

import io.buddychat.domain.conversation.Ban;
import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.SendKey;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.user.Identity;
import io.buddychat.domain.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Stores what commands decided: one statement for each kind of change that there is, however many
/// rows it has.
///
/// What goes is written before the messages are, for the log's entries are made from the messages.
final class Writing {

  private Writing() {}

  static void write(Handle handle, Changes changes) {
    begin(handle, changes.begun(), pairs(changes.newCopies()));
    change(handle, changes.conversations());
    addCopies(handle, changes.newCopies());
    changeCopies(handle, changes.copies());
    Destroying.clear(handle, changes.cleared());
    Destroying.end(handle, changes.ended(), changes.dissolved());
    Destroying.drop(handle, changes.dropped());
    WritingMessages.send(handle, changes.sent());
    SendingFiles.attach(handle, changes.attached());
    WritingMessages.change(handle, changes.messages());
    WritingMessages.forget(handle, changes.gone());
    WritingMessages.deliver(handle, changes.delivered());
    WritingMessages.changeCopies(handle, changes.messageCopies());
    ban(handle, changes.bans());
    remember(handle, changes.sendKeys());
    LogRow.insert(handle, changes.entries());
    raise(handle, changes.heads());
  }

  /// The two people of each new chat; the same one twice in a chat with oneself.
  private record Pair(long low, long high) {}

  private static Map<ConversationId, Pair> pairs(List<Copy> copies) {
    Map<ConversationId, Pair> pairs = new HashMap<>();
    for (Copy copy : copies) {
      long owner = copy.owner().value();
      copy.other()
          .map(UserId::value)
          .map(other -> new Pair(Math.min(owner, other), Math.max(owner, other)))
          .ifPresent(pair -> pairs.put(copy.conversation(), pair));
    }
    return pairs;
  }

  private static void begin(
      Handle handle, List<Conversation> begun, Map<ConversationId, Pair> pairs) {
    RowSet.of(begun)
        .numbers("id", each -> each.id().value())
        .numbers("kind", each -> (long) each.kind().code())
        .numbers("lastOrdinal", Conversation::lastOrdinal)
        .times("activityAt", Conversation::activityAt)
        .times("createdAt", Conversation::createdAt)
        .optionalNumbers("low", each -> Optional.ofNullable(pairs.get(each.id())).map(Pair::low))
        .optionalNumbers("high", each -> Optional.ofNullable(pairs.get(each.id())).map(Pair::high))
        .numbers("owners", Conversation::owners)
        .optionalTexts("title", each -> each.card().map(Card::title))
        .optionalTexts("description", each -> each.card().map(Card::description))
        .optionalTexts("image", each -> each.card().map(Card::image))
        .optionalNumbers("visibility", each -> each.card().map(Writing::visibility))
        .optionalNumbers("welcome", each -> each.card().map(Writing::welcome))
        .optionalTexts("publicKey", each -> each.card().flatMap(Writing::publicKey))
        .optionalNumbers("creator", each -> each.card().map(card -> card.creator().value()))
        .optionalTimes("cardUpdatedAt", each -> each.card().map(Card::updatedAt))
        .update(
            handle,
            """
            insert into conversation (
              id, kind, last_ordinal, activity_at, created_at, pair_low, pair_high, owners, title,
              description, image, visibility, welcome, public_key, creator, card_updated_at
            )
            select
              n.id, n.kind, n.last_ordinal, n.activity_at, n.created_at, n.low, n.high, n.owners,
              n.title, n.description, n.image, n.visibility, n.welcome, n.public_key, n.creator,
              n.card_updated_at
            from unnest(
              cast(:id as bigint array), cast(:kind as bigint array),
              cast(:lastOrdinal as bigint array), cast(:activityAt as bigint array),
              cast(:createdAt as bigint array), cast(:low as bigint array),
              cast(:high as bigint array), cast(:owners as bigint array),
              cast(:title as varchar array), cast(:description as varchar array),
              cast(:image as varchar array), cast(:visibility as bigint array),
              cast(:welcome as bigint array), cast(:publicKey as varchar array),
              cast(:creator as bigint array), cast(:cardUpdatedAt as bigint array)
            ) as n (
              id, kind, last_ordinal, activity_at, created_at, low, high, owners, title,
              description, image, visibility, welcome, public_key, creator, card_updated_at
            )
            """);
  }

  private static void change(Handle handle, List<Conversation> changed) {
    RowSet.of(changed)
        .numbers("id", each -> each.id().value())
        .numbers("lastOrdinal", Conversation::lastOrdinal)
        .times("activityAt", Conversation::activityAt)
        .numbers("owners", Conversation::owners)
        .optionalTexts("title", each -> each.card().map(Card::title))
        .optionalTexts("description", each -> each.card().map(Card::description))
        .optionalTexts("image", each -> each.card().map(Card::image))
        .optionalNumbers("visibility", each -> each.card().map(Writing::visibility))
        .optionalNumbers("welcome", each -> each.card().map(Writing::welcome))
        .optionalTexts("publicKey", each -> each.card().flatMap(Writing::publicKey))
        .optionalTimes("cardUpdatedAt", each -> each.card().map(Card::updatedAt))
        .update(
            handle,
            """
            update conversation v
            set
              last_ordinal = n.last_ordinal, activity_at = n.activity_at, owners = n.owners,
              title = n.title, description = n.description, image = n.image,
              visibility = n.visibility, welcome = n.welcome, public_key = n.public_key,
              card_updated_at = n.card_updated_at
            from unnest(
              cast(:id as bigint array), cast(:lastOrdinal as bigint array),
              cast(:activityAt as bigint array), cast(:owners as bigint array),
              cast(:title as varchar array), cast(:description as varchar array),
              cast(:image as varchar array), cast(:visibility as bigint array),
              cast(:welcome as bigint array), cast(:publicKey as varchar array),
              cast(:cardUpdatedAt as bigint array)
            ) as n (
              id, last_ordinal, activity_at, owners, title, description, image, visibility,
              welcome, public_key, card_updated_at
            )
            where v.id = n.id
            """);
  }

  private static long visibility(Card card) {
    return card.visibility().code();
  }

  private static long welcome(Card card) {
    return card.welcome().newest();
  }

  /// What a search for public groups compares with.
  private static Optional<String> publicKey(Card card) {
    return card.isPublic() ? Optional.of(Identity.of(card.title())) : Optional.empty();
  }

  private static void addCopies(Handle handle, List<Copy> copies) {
    RowSet.of(copies)
        .numbers("id", copy -> copy.id().value())
        .numbers("conversation", copy -> copy.conversation().value())
        .numbers("owner", copy -> copy.owner().value())
        .optionalNumbers("other", copy -> copy.other().map(UserId::value))
        .flags("archived", Copy::archived)
        .times("createdAt", Copy::createdAt)
        .flags("admin", Copy::admin)
        .numbers("base", Copy::base)
        .numbers("ownSent", Copy::ownSent)
        .numbers("settled", Copy::settled)
        .update(
            handle,
            """
            insert into conversation_copy (
              id, conversation_id, owner, other_user, archived, created_at, admin, base, own_sent,
              settled
            )
            select
              n.id, n.conversation_id, n.owner, n.other_user, n.archived, n.created_at, n.admin,
              n.base, n.own_sent, n.settled
            from unnest(
              cast(:id as bigint array), cast(:conversation as bigint array),
              cast(:owner as bigint array), cast(:other as bigint array),
              cast(:archived as boolean array), cast(:createdAt as bigint array),
              cast(:admin as boolean array), cast(:base as bigint array),
              cast(:ownSent as bigint array), cast(:settled as bigint array)
            ) as n (
              id, conversation_id, owner, other_user, archived, created_at, admin, base, own_sent,
              settled
            )
            """);
  }

  private static void changeCopies(Handle handle, List<Copy> copies) {
    RowSet.of(copies)
        .numbers("id", copy -> copy.id().value())
        .flags("archived", Copy::archived)
        .flags("admin", Copy::admin)
        .numbers("base", Copy::base)
        .numbers("ownSent", Copy::ownSent)
        .numbers("settled", Copy::settled)
        .update(
            handle,
            """
            update conversation_copy k
            set
              archived = n.archived, admin = n.admin, base = n.base, own_sent = n.own_sent,
              settled = n.settled
            from unnest(
              cast(:id as bigint array), cast(:archived as boolean array),
              cast(:admin as boolean array), cast(:base as bigint array),
              cast(:ownSent as bigint array), cast(:settled as bigint array)
            ) as n (id, archived, admin, base, own_sent, settled)
            where k.id = n.id
            """);
  }

  private static void ban(Handle handle, List<Ban> bans) {
    ban(
        handle,
        bans.stream().filter(Ban::stands).toList(),
        "when not matched then insert (conversation_id, user_id) values (n.conversation_id, n.user_id)");
    ban(handle, bans.stream().filter(ban -> !ban.stands()).toList(), "when matched then delete");
  }

  private static void ban(Handle handle, List<Ban> bans, String then) {
    RowSet.of(bans)
        .numbers("group", ban -> ban.group().value())
        .numbers("user", ban -> ban.user().value())
        .update(
            handle,
            """
            merge into ban b
            using unnest(
              cast(:group as bigint array), cast(:user as bigint array)
            ) as n (conversation_id, user_id)
            on b.conversation_id = n.conversation_id and b.user_id = n.user_id
            %s
            """
                .formatted(then));
  }

  private static void remember(Handle handle, List<SendKey> keys) {
    RowSet.of(keys)
        .numbers("sender", key -> key.sender().value())
        .numbers("conversation", key -> key.conversation().value())
        .texts("clientId", SendKey::clientId)
        .numbers("ordinal", SendKey::ordinal)
        .texts("digest", SendKey::digest)
        .times("sentAt", SendKey::sentAt)
        .update(
            handle,
            """
            insert into send_key (sender, conversation_id, client_id, ordinal, digest, sent_at)
            select n.sender, n.conversation_id, n.client_id, n.ordinal, n.digest, n.sent_at
            from unnest(
              cast(:sender as bigint array), cast(:conversation as bigint array),
              cast(:clientId as varchar array), cast(:ordinal as bigint array),
              cast(:digest as varchar array), cast(:sentAt as bigint array)
            ) as n (sender, conversation_id, client_id, ordinal, digest, sent_at)
            """);
  }

  private static void raise(Handle handle, Map<UserId, Long> heads) {
    RowSet.of(heads.entrySet())
        .numbers("owner", head -> head.getKey().value())
        .numbers("lastSeq", Map.Entry::getValue)
        .update(
            handle,
            """
            update mailbox b
            set last_seq = n.last_seq
            from unnest(
              cast(:owner as bigint array), cast(:lastSeq as bigint array)
            ) as n (owner, last_seq)
            where b.owner = n.owner
            """);
  }
}
