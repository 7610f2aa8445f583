package io.buddychat.persistence;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of uploaded files. A file that nobody wants any more has expired at 0; one that a
/// message holds never does, and has no time for it.
final class JdbiAttachments implements Attachments {

  private final JdbiUnitOfWork unitOfWork;

  JdbiAttachments(JdbiUnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  @Override
  public void begin(Attachment attachment, Instant until) {
    unitOfWork.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into attachment (
                      id, uploader, place, name, content_type, uploaded_at, expires_at
                    )
                    values (:id, :uploader, :place, :name, :type, :uploadedAt, :expiresAt)
                    """)
                .bind("id", attachment.id().value())
                .bind("uploader", attachment.uploader().value())
                .bind("place", attachment.place())
                .bind("name", attachment.name())
                .bind("type", attachment.contentType())
                .bind("uploadedAt", attachment.uploadedAt().toEpochMilli())
                .bind("expiresAt", until.toEpochMilli())
                .execute());
  }

  @Override
  public boolean complete(AttachmentId id, long size) {
    return unitOfWork.write(
            handle ->
                handle
                    .createUpdate(
                        """
                        update attachment
                        set size = :size
                        where id = :id and expires_at > 0
                        """)
                    .bind("id", id.value())
                    .bind("size", size)
                    .execute())
        > 0;
  }

  @Override
  public int waiting(UserId uploader) {
    return unitOfWork.read(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*)
                    from attachment
                    where uploader = :uploader and expires_at > 0
                    """)
                .bind("uploader", uploader.value())
                .mapTo(Integer.class)
                .one());
  }

  /// By way of the conversation, as messages by their ids are found.
  private static final String VISIBLE =
      """
      select %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join attachment a on a.id = w.id
      left join message m on m.id = a.message_id
      left join conversation_copy k on k.conversation_id = m.conversation_id and k.owner = :viewer
      left join message_copy c on c.copy_id = k.id and c.ordinal = m.ordinal
      where c.copy_id is not null
        or (a.uploader = :viewer and a.expires_at > 0 and a.size is not null)
      """
          .formatted(Columns.ATTACHMENT);

  @Override
  public Map<AttachmentId, Attachment> visible(UserId viewer, Collection<AttachmentId> ids) {
    return Answers.of(
        ids,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(VISIBLE)
                        .bind("viewer", viewer.value())
                        .bind("ids", RowSet.keys(wanted, AttachmentId::value))
                        .map((result, context) -> Columns.attachment(new Row(result)))
                        .list()),
        Attachment::id);
  }

  private static final String OF_MESSAGES =
      """
      select %s
      from unnest(cast(:ids as bigint array)) as w (id)
      join attachment a on a.message_id = w.id
      join message m on m.id = w.id
      join conversation_copy k on k.conversation_id = m.conversation_id and k.owner = :viewer
      join message_copy c on c.copy_id = k.id and c.ordinal = m.ordinal
      order by a.message_id, a.place
      """
          .formatted(Columns.ATTACHMENT);

  @Override
  public Map<MessageId, List<Attachment>> ofMessages(
      UserId viewer, Collection<MessageId> messages) {
    return Answers.lists(
        messages,
        wanted ->
            unitOfWork.read(
                handle ->
                    handle
                        .createQuery(OF_MESSAGES)
                        .bind("viewer", viewer.value())
                        .bind("ids", RowSet.keys(wanted, MessageId::value))
                        .map((result, context) -> Columns.attachment(new Row(result)))
                        .map(
                            each ->
                                new Answers.Keyed<>(
                                    each.message().orElseThrow(), Optional.of(each)))
                        .list()));
  }

  @Override
  public void expire(Instant now) {
    unitOfWork.write(
        handle ->
            handle
                .createUpdate(
                    """
                    update attachment
                    set expires_at = 0
                    where expires_at > 0 and expires_at <= :now
                    """)
                .bind("now", now.toEpochMilli())
                .execute());
  }

  @Override
  public List<AttachmentId> discarded(int most) {
    return unitOfWork.read(
        handle ->
            handle
                .createQuery(
                    """
                    select id
                    from attachment
                    where expires_at = 0
                    order by expires_at, id
                    limit :most
                    """)
                .bind("most", most)
                .map((result, context) -> new AttachmentId(result.getLong(1)))
                .list());
  }

  @Override
  public void forget(Collection<AttachmentId> ids) {
    unitOfWork.write(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from attachment
                    where id = any(:ids)
                    """)
                .bind("ids", RowSet.keys(ids, AttachmentId::value))
                .execute());
  }
}
