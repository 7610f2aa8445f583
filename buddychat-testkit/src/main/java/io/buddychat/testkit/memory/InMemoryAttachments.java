package io.buddychat.testkit.memory;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.core.MessageId;
import io.buddychat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rows of uploaded files, in memory.
final class InMemoryAttachments implements Attachments {

  private final Memory memory;

  InMemoryAttachments(Memory memory) {
    this.memory = memory;
  }

  /// A file and how far it has come.
  ///
  /// @param until when it goes if it is not sent
  record Row(Attachment attachment, boolean complete, Instant until, boolean discarded) {

    boolean isSent() {
      return attachment.message().isPresent();
    }

    boolean isUploadOf(UserId user) {
      return complete && !discarded && attachment.uploader().equals(user);
    }

    Row changed(Attachment newAttachment) {
      return new Row(newAttachment, true, until, discarded);
    }

    Row gone() {
      return new Row(attachment, complete, until, true);
    }
  }

  @Override
  public void begin(Attachment attachment, Instant until) {
    memory.execute(
        () -> {
          memory.attachments.insert(attachment.id(), new Row(attachment, false, until, false));
          return attachment;
        });
  }

  @Override
  public boolean complete(AttachmentId id, long size) {
    return memory.execute(
        () ->
            memory
                .attachments
                .find(id)
                .filter(row -> !row.discarded())
                .map(
                    row -> {
                      memory.attachments.update(id, row.changed(sized(row.attachment(), size)));
                      return row;
                    })
                .isPresent());
  }

  private static Attachment sized(Attachment begun, long size) {
    return new Attachment(
        begun.id(),
        begun.uploader(),
        begun.message(),
        begun.place(),
        begun.name(),
        begun.contentType(),
        size,
        begun.uploadedAt());
  }

  @Override
  public int waiting(UserId uploader) {
    return memory.read(
        () ->
            (int)
                rows()
                    .filter(row -> row.attachment().uploader().equals(uploader))
                    .filter(row -> !row.isSent() && !row.discarded())
                    .count());
  }

  @Override
  public Map<AttachmentId, Attachment> visible(UserId viewer, Collection<AttachmentId> ids) {
    return memory.read(
        () -> {
          Map<AttachmentId, Attachment> found = new LinkedHashMap<>();
          for (AttachmentId id : ids) {
            memory
                .attachments
                .find(id)
                .filter(row -> isVisible(row, viewer))
                .ifPresent(row -> found.put(id, row.attachment()));
          }
          return found;
        });
  }

  private boolean isVisible(Row row, UserId viewer) {
    return row.attachment()
        .message()
        .map(message -> memory.copyOf(message, viewer).isPresent())
        .orElseGet(() -> row.isUploadOf(viewer));
  }

  @Override
  public Map<MessageId, List<Attachment>> ofMessages(
      UserId viewer, Collection<MessageId> messages) {
    return memory.read(
        () -> {
          Map<MessageId, List<Attachment>> found = new LinkedHashMap<>();
          for (MessageId message : messages) {
            List<Attachment> sent = sentWith(message).map(Row::attachment).toList();
            if (!sent.isEmpty() && memory.copyOf(message, viewer).isPresent()) {
              found.put(message, sent);
            }
          }
          return found;
        });
  }

  private Stream<Row> sentWith(MessageId message) {
    return rows()
        .filter(row -> row.attachment().message().filter(message::equals).isPresent())
        .sorted(Comparator.comparingInt(row -> row.attachment().place()));
  }

  /// A message goes, and its files with it.
  void discard(MessageId message) {
    sentWith(message).toList().forEach(this::discard);
  }

  /// Somebody goes, and what they uploaded and did not send. Not what is still coming: whoever
  /// takes it in will notice.
  void discardUploads(UserId uploader) {
    rows().filter(row -> row.isUploadOf(uploader) && !row.isSent()).toList().forEach(this::discard);
  }

  private void discard(Row row) {
    memory.attachments.update(row.attachment().id(), row.gone());
  }

  @Override
  public void expire(Instant now) {
    memory.execute(
        () -> {
          rows()
              .filter(row -> !row.isSent() && !row.until().isAfter(now))
              .toList()
              .forEach(this::discard);
          return now;
        });
  }

  @Override
  public List<AttachmentId> discarded(int most) {
    return memory.read(
        () -> rows().filter(Row::discarded).map(row -> row.attachment().id()).limit(most).toList());
  }

  @Override
  public void forget(Collection<AttachmentId> ids) {
    memory.execute(
        () -> {
          ids.forEach(memory.attachments::remove);
          return ids;
        });
  }

  private Stream<Row> rows() {
    return memory.attachments.rows().values().stream();
  }
}
