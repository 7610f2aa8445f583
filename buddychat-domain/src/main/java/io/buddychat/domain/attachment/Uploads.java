package io.buddychat.domain.attachment;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Ids;
import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import io.buddychat.domain.user.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Takes files in, and gives them out to those who may see them.
///
/// A file is uploaded first and sent later, by its uploader and once. One that is not sent within a
/// day goes.
public final class Uploads {

  /// How many files a person may have uploaded and not sent.
  public static final int MOST_WAITING = 100;

  /// How long a file waits to be sent.
  public static final Duration PATIENCE = Duration.ofHours(24);

  private final Attachments attachments;
  private final Blobs blobs;
  private final Users users;
  private final UnitOfWork unitOfWork;
  private final Ids ids;
  private final Time time;
  private final long mostBytes;

  /// @param mostBytes how long a file may be
  public Uploads(
      Attachments attachments,
      Blobs blobs,
      Users users,
      UnitOfWork unitOfWork,
      Ids ids,
      Time time,
      long mostBytes) {
    this.attachments = attachments;
    this.blobs = blobs;
    this.users = users;
    this.unitOfWork = unitOfWork;
    this.ids = ids;
    this.time = time;
    this.mostBytes = mostBytes;
  }

  /// A file as its reader gets it. Whoever gets it closes the stream.
  public record Download(Attachment attachment, InputStream bytes) {}

  /// How long a file may be, in bytes.
  public long mostBytes() {
    return mostBytes;
  }

  /// Takes a file in. What comes is written while it comes; if it does not end well, nothing is
  /// left of it.
  ///
  /// @param name its name, 1 to 255 characters, of which the last segment counts if it is a path
  /// @param contentType what the uploader says it is
  /// @throws io.buddychat.domain.core.BuddyChatException with `InvalidInput` for a bad name,
  ///   `TooLarge` when more than [#mostBytes] come, `Conflict` when [#MOST_WAITING] files wait
  public Attachment upload(Viewer viewer, String name, String contentType, InputStream bytes) {
    Attachment begun =
        new Attachment(
            new AttachmentId(ids.next()),
            viewer.user(),
            Optional.empty(),
            0,
            UploadRules.name(name),
            UploadRules.contentType(contentType),
            0,
            time.now());
    unitOfWork.execute(() -> begin(begun));
    boolean done = false;
    try {
      Attachment complete = begun.ofSize(keep(begun.id(), bytes));
      unitOfWork.execute(() -> complete(complete));
      done = true;
      return complete;
    } finally {
      if (!done) {
        undo(begun.id());
      }
    }
  }

  /// The uploader's row is held, so that files which come at the same time are counted one after
  /// the other, and none comes after the account's end.
  private Attachment begin(Attachment attachment) {
    requireAccount(attachment.uploader());
    if (attachments.waiting(attachment.uploader()) >= MOST_WAITING) {
      throw new Failure.Conflict(
              UploadRules.FIELD,
              "Too many files wait to be sent; send some of the %d, or wait until they expire."
                  .formatted(MOST_WAITING))
          .asException();
    }
    attachments.begin(attachment, attachment.uploadedAt().plus(PATIENCE));
    return attachment;
  }

  private Attachment complete(Attachment attachment) {
    requireAccount(attachment.uploader());
    if (!attachments.complete(attachment.id(), attachment.size())) {
      throw new Failure.Conflict(UploadRules.FIELD, "The upload took too long.").asException();
    }
    return attachment;
  }

  private void requireAccount(UserId uploader) {
    if (users.lockCredentials(uploader).isEmpty()) {
      throw new Failure.Unauthenticated("The account was deleted.").asException();
    }
  }

  private long keep(AttachmentId id, InputStream bytes) {
    try {
      return blobs.put(id, new BoundedStream(bytes, mostBytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// If this fails too, the row stays, and with it the knowledge that there may be bytes.
  private void undo(AttachmentId id) {
    try {
      blobs.delete(List.of(id));
      unitOfWork.execute(
          () -> {
            attachments.forget(List.of(id));
            return id;
          });
    } catch (IOException | RuntimeException e) {
      // The sweep does it when the row's time has come.
    }
  }

  /// Opens a file for somebody who may see it: they hold a copy of its message, or have uploaded it
  /// and not sent it yet. For everybody else it is not there.
  public Optional<Download> open(Viewer viewer, AttachmentId id) {
    Attachment attachment = attachments.visible(viewer.user(), List.of(id)).get(id);
    if (attachment == null) {
      return Optional.empty();
    }
    try {
      return blobs.open(id).map(bytes -> new Download(attachment, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
