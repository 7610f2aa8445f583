package io.buddychat.persistence;

import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.user.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads groups and their members, for those who are members themselves.
final class JdbiMembers {

  private final JdbiUnitOfWork unitOfWork;

  JdbiMembers(JdbiUnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  private static final String GROUPS =
      """
      select %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join conversation v on v.id = w.id and v.kind = :group
      join conversation_copy mine on mine.conversation_id = v.id and mine.owner = :owner
      """
          .formatted(Columns.CONVERSATION);

  Map<ConversationId, Conversation> groups(UserId owner, Collection<ConversationId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(GROUPS)
                        .bind("owner", owner.value())
                        .bind("group", Conversation.Kind.GROUP.code())
                        .bind("ids", RowSet.keys(wanted, ConversationId::value))
                        .map((result, context) -> Columns.conversation(new Row(result)))
                        .list()),
        Conversation::id);
  }

  private static final String BY_ID =
      """
      select %s, %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join conversation_copy k on k.id = w.id
      join conversation v on v.id = k.conversation_id and v.kind = :group
      join conversation_copy mine on mine.conversation_id = v.id and mine.owner = :owner
      """
          .formatted(Columns.COPY, Columns.CONVERSATION);

  Map<CopyId, HeldConversation> byId(UserId owner, Collection<CopyId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(BY_ID)
                        .bind("owner", owner.value())
                        .bind("group", Conversation.Kind.GROUP.code())
                        .bind("ids", RowSet.keys(wanted, CopyId::value))
                        .map((result, context) -> JdbiMailboxes.heldConversation(new Row(result)))
                        .list()),
        held -> held.copy().id());
  }

  /// A group has a bounded number of members, so each group's are put in order as a whole.
  private static final PagedQuery PAGE =
      PagedQuery.of(
          """
          select
            g.group_id,
            exists (
              select 1 from conversation_copy x
              where x.conversation_id = g.group_id
                and (x.created_at, x.id) >= (:after, :afterMinor)
            ),
            exists (
              select 1 from conversation_copy x
              where x.conversation_id = g.group_id
                and (x.created_at, x.id) <= (:before, :beforeMinor)
            ),
            %s
          from (
            select mine.conversation_id as group_id
            from unnest(cast(:ids as bigint array)) as w (id)
            join conversation_copy mine on mine.conversation_id = w.id and mine.owner = :owner
            join conversation v on v.id = w.id and v.kind = :group
          ) g
          left join (
            select
              x.*,
              row_number() over (
                partition by x.conversation_id order by x.created_at {desc}, x.id {desc}
              ) as place
            from conversation_copy x
            where x.conversation_id = any(:ids)
              and (x.created_at, x.id) < (:after, :afterMinor)
              and (x.created_at, x.id) > (:before, :beforeMinor)
          ) k on k.conversation_id = g.group_id and k.place <= :limit
          order by g.group_id, k.place
          """
              .formatted(Columns.COPY));

  Map<ConversationId, Page<Copy>> page(
      UserId owner, Collection<ConversationId> groups, PageRequest page) {
    PageRequest mirrored = mirrored(page);
    Map<ConversationId, List<PagedQuery.Line<Copy>>> lines =
        Answers.lists(
            groups,
            wanted ->
                unitOfWork.read(
                    handle ->
                        PAGE.on(handle, mirrored)
                            .bind("owner", owner.value())
                            .bind("group", Conversation.Kind.GROUP.code())
                            .bind("ids", RowSet.keys(wanted, ConversationId::value))
                            .map((result, context) -> line(new Row(result)))
                            .list()));
    Map<ConversationId, Page<Copy>> pages = new LinkedHashMap<>();
    lines.forEach((id, ofOne) -> pages.put(id, unmirrored(PagedQuery.page(mirrored, ofOne))));
    return pages;
  }

  private static Answers.Keyed<ConversationId, PagedQuery.Line<Copy>> line(Row row)
      throws SQLException {
    ConversationId group = new ConversationId(row.number());
    return new Answers.Keyed<>(group, Optional.of(PagedQuery.Line.read(row, Columns::copy)));
  }

  /// Members come in ascending order, and [PagedQuery] reads descending lists: it is given the same
  /// page as seen in a mirror.
  private static PageRequest mirrored(PageRequest page) {
    PageRequest.End from =
        switch (page.from()) {
          case START -> PageRequest.End.FINISH;
          case FINISH -> PageRequest.End.START;
        };
    return new PageRequest(
        from, page.limit(), page.skip(), /* after= */ page.before(), /* before= */ page.after());
  }

  private static <T> Page<T> unmirrored(Page<T> seen) {
    List<T> items = new ArrayList<>(seen.items());
    Collections.reverse(items);
    return new Page<>(items, /* hasPrevious= */ seen.hasNext(), /* hasNext= */ seen.hasPrevious());
  }
}
