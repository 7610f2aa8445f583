package io.buddychat.persistence;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.ConversationFilter;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.conversation.MessageFilter;
import io.buddychat.domain.conversation.PublicGroup;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads mailboxes. Each call is one statement, whatever it is asked for; two when conversations
/// are searched by their titles.
///
/// Statements that look up many keys begin with `unnest` and go from there by primary keys. Where
/// rows are wanted in order, `order by` names all columns of the index: H2 follows an index only
/// then.
final class JdbiMailboxes implements Mailboxes {

  private final JdbiUnitOfWork unitOfWork;
  private final PagedQuery messages;

  JdbiMailboxes(JdbiUnitOfWork unitOfWork, Dialect dialect) {
    this.unitOfWork = unitOfWork;
    this.members = new JdbiMembers(unitOfWork);
    this.messages =
        new PagedQuery(
            dialect.pageOfEach(PageRequest.End.START), dialect.pageOfEach(PageRequest.End.FINISH));
  }

  private static final String CONVERSATIONS_BY_ID =
      """
      select %s, %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join conversation_copy k on k.id = w.id and k.owner = :owner
      join conversation v on v.id = k.conversation_id
      """
          .formatted(Columns.COPY, Columns.CONVERSATION);

  @Override
  public Map<CopyId, HeldConversation> conversations(UserId owner, Collection<CopyId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(CONVERSATIONS_BY_ID)
                        .bind("owner", owner.value())
                        .bind("ids", RowSet.keys(wanted, CopyId::value))
                        .map((result, context) -> heldConversation(new Row(result)))
                        .list()),
        held -> held.copy().id());
  }

  static HeldConversation heldConversation(Row row) throws SQLException {
    Copy copy = Columns.copy(row);
    return new HeldConversation(copy, Columns.conversation(row));
  }

  @Override
  public Page<HeldConversation> conversations(
      UserId owner, Family family, ConversationFilter filter, PageRequest page) {
    return unitOfWork.read(
        handle -> ConversationPages.conversations(handle, owner, family, filter, page));
  }

  @Override
  public Optional<HeldConversation> groupCalled(UserId owner, String title) {
    return UserSearch.canBeStored(title)
        ? unitOfWork.read(handle -> ConversationPages.groupCalled(handle, owner, title))
        : Optional.empty();
  }

  private final JdbiMembers members;

  @Override
  public Map<ConversationId, Conversation> groups(UserId owner, Collection<ConversationId> ids) {
    return members.groups(owner, ids);
  }

  @Override
  public Map<ConversationId, Page<Copy>> members(
      UserId owner, Collection<ConversationId> groups, PageRequest page) {
    return members.page(owner, groups, page);
  }

  @Override
  public Map<CopyId, HeldConversation> members(UserId owner, Collection<CopyId> ids) {
    return members.byId(owner, ids);
  }

  @Override
  public Map<CopyId, Page<HeldMessage>> messages(
      UserId owner, Collection<CopyId> ids, PageRequest page) {
    Map<CopyId, List<PagedQuery.Line<HeldMessage>>> lines =
        Answers.lists(
            ids,
            wanted ->
                unitOfWork.read(
                    handle ->
                        messages
                            .on(handle, page)
                            .bind("owner", owner.value())
                            .bind("ids", RowSet.keys(wanted, CopyId::value))
                            .map((result, context) -> line(new Row(result)))
                            .list()));
    Map<CopyId, Page<HeldMessage>> pages = new LinkedHashMap<>();
    lines.forEach((id, ofOne) -> pages.put(id, PagedQuery.page(page, ofOne)));
    return pages;
  }

  private static Answers.Keyed<CopyId, PagedQuery.Line<HeldMessage>> line(Row row)
      throws SQLException {
    CopyId conversation = new CopyId(row.number());
    return new Answers.Keyed<>(
        conversation, Optional.of(PagedQuery.Line.read(row, Columns::heldMessage)));
  }

  private static final String LAST_MESSAGES =
      """
      select %s
      from (
        select
          k.id,
          (
            select x.ordinal
            from message_copy x
            where x.copy_id = k.id
            order by x.copy_id desc, x.ordinal desc
            limit 1
          ) as newest
        from unnest(cast(:ids as bigint array)) as w (id)
        join conversation_copy k on k.id = w.id and k.owner = :owner
      ) k
      join message_copy c on c.copy_id = k.id and c.ordinal = k.newest
      join message m on m.id = c.message_id
      """
          .formatted(Columns.HELD_MESSAGE);

  @Override
  public Map<CopyId, HeldMessage> lastMessages(UserId owner, Collection<CopyId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(LAST_MESSAGES)
                        .bind("owner", owner.value())
                        .bind("ids", RowSet.keys(wanted, CopyId::value))
                        .map((result, context) -> Columns.heldMessage(new Row(result)))
                        .list()),
        held -> held.copy().id().copy());
  }

  private static final String MESSAGES_BY_COPY =
      """
      select %s
      from unnest(
        cast(:copies as bigint array), cast(:ordinals as bigint array)
      ) as w (copy_id, ordinal)
      join message_copy c on c.copy_id = w.copy_id and c.ordinal = w.ordinal and c.owner = :owner
      join message m on m.id = c.message_id
      """
          .formatted(Columns.HELD_MESSAGE);

  @Override
  public Map<MessageCopyId, HeldMessage> messages(UserId owner, Collection<MessageCopyId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(MESSAGES_BY_COPY)
                        .bind("owner", owner.value())
                        .bind("copies", RowSet.keys(wanted, id -> id.copy().value()))
                        .bind("ordinals", RowSet.keys(wanted, MessageCopyId::ordinal))
                        .map((result, context) -> Columns.heldMessage(new Row(result)))
                        .list()),
        held -> held.copy().id());
  }

  /// By way of the conversation: the owner has one copy of it, and a message has one number in it.
  /// So message copies need no index by message.
  private static final String MESSAGES_BY_ID =
      """
      select %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join message m on m.id = w.id
      join conversation_copy k on k.conversation_id = m.conversation_id and k.owner = :owner
      join message_copy c on c.copy_id = k.id and c.ordinal = m.ordinal
      """
          .formatted(Columns.HELD_MESSAGE);

  @Override
  public Map<MessageId, HeldMessage> messagesById(UserId owner, Collection<MessageId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(MESSAGES_BY_ID)
                        .bind("owner", owner.value())
                        .bind("ids", RowSet.keys(wanted, MessageId::value))
                        .map((result, context) -> Columns.heldMessage(new Row(result)))
                        .list()),
        held -> held.message().id());
  }

  @Override
  public Page<PublicGroup> publicGroups(UserId viewer, Optional<String> title, PageRequest page) {
    return title.filter(text -> !UserSearch.canBeStored(text)).isPresent()
        ? Page.empty()
        : unitOfWork.read(handle -> PublicGroups.page(handle, viewer, title, page));
  }

  @Override
  public Page<HeldMessage> notifications(
      UserId owner, Optional<Boolean> noticed, PageRequest page) {
    return unitOfWork.read(handle -> MessagePages.notifications(handle, owner, noticed, page));
  }

  @Override
  public Page<HeldMessage> messages(UserId owner, MessageFilter filter, PageRequest page) {
    return unitOfWork.read(handle -> MessagePages.messages(handle, owner, filter, page));
  }

  private static final String CHATS_WITH =
      """
      select %s, %s
      from unnest(cast(:low as bigint array), cast(:high as bigint array)) as w (low, high)
      join conversation v on v.pair_low = w.low and v.pair_high = w.high
      join conversation_copy k on k.conversation_id = v.id and k.owner = :owner
      """
          .formatted(Columns.COPY, Columns.CONVERSATION);

  @Override
  public Map<UserId, HeldConversation> chatsWith(UserId owner, Collection<UserId> others) {
    return Answers.of(
        others,
        wanted ->
            unitOfWork.read(
                handle ->
                    RowSet.of(wanted)
                        .numbers("low", other -> Math.min(owner.value(), other.value()))
                        .numbers("high", other -> Math.max(owner.value(), other.value()))
                        .bindTo(handle.createQuery(CHATS_WITH))
                        .bind("owner", owner.value())
                        .map((result, context) -> heldConversation(new Row(result)))
                        .list()),
        held -> held.copy().other().orElse(owner));
  }
}
