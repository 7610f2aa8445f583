package io.buddychat.persistence;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.core.MessageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What becomes of files in the transactions of messages: they are sent with one, and discarded
/// when it goes. Discarded is what has expired at 0.
final class SendingFiles {

  private SendingFiles() {}

  private static final String LOCK =
      """
      select %s
      from attachment a
      where a.id = any(:ids)
        and a.size is not null
        and (a.expires_at is null or a.expires_at > 0)
      order by a.id
      for update
      """
          .formatted(Columns.ATTACHMENT);

  /// Locks and loads complete files, sent or not, whoever uploaded them.
  static Map<AttachmentId, Attachment> lock(Handle handle, Collection<AttachmentId> ids) {
    Map<AttachmentId, Attachment> found = new HashMap<>();
    handle
        .createQuery(LOCK)
        .bind("ids", RowSet.keys(ids, AttachmentId::value))
        .map((result, context) -> Columns.attachment(new Row(result)))
        .forEach(each -> found.put(each.id(), each));
    return found;
  }

  /// They were found unsent under the lock. Were they sent twice in one transaction all the same,
  /// it must fail.
  static void attach(RoundTrip trip, List<Attachment> attached) {
    RowSet<Attachment> rows =
        RowSet.of(attached)
            .numbers("id", each -> each.id().value())
            .optionalNumbers("message", each -> each.message().map(MessageId::value))
            .numbers("place", each -> (long) each.place());
    trip.update(
        rows,
        """
        update attachment a
        set message_id = n.message_id, place = n.place, expires_at = null
        from unnest(
          cast(:id as bigint array), cast(:message as bigint array), cast(:place as bigint array)
        ) as n (id, message_id, place)
        where a.id = n.id and a.message_id is null
        """,
        written -> {
          if (written != attached.size()) {
            throw new IllegalStateException("an attachment is sent already");
          }
        });
  }

  /// The files of these messages.
  static void discardWith(RoundTrip trip, List<MessageId> gone) {
    RowSet.of(gone)
        .numbers("ids", MessageId::value)
        .update(
            trip,
            """
            update attachment
            set expires_at = 0
            where message_id = any(:ids)
            """);
  }

  /// The files of the messages of these copies that nobody holds any more.
  static final String DISCARD =
      """
      merge into attachment a
      using (
        select m.id
        from (
          select distinct c.message_id
          %s
        ) w
        join message m on m.id = w.message_id
        where m.holders = 0
      ) g
      on a.message_id = g.id
      when matched then update set expires_at = 0
      """;

  /// What a person uploaded and did not send. Not what is still coming: whoever takes it in will
  /// notice.
  static final String DISCARD_UPLOADS =
      """
      update attachment
      set expires_at = 0
      where uploader = :owner and expires_at > 0 and size is not null
      """;
}
