package io.buddychat.domain.attachment;

import io.buddychat.domain.core.Time;
import io.buddychat.domain.core.UnitOfWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Removes what nobody wants any more: files whose message has gone, and uploads that were never
/// sent. First the bytes, then the row; so what is interrupted is done again.
///
/// Any number of sweeps may run at once, on as many nodes as there are.
public final class Sweep {

  private static final int MOST_AT_ONCE = 500;

  private final Attachments attachments;
  private final Blobs blobs;
  private final UnitOfWork unitOfWork;
  private final Time time;

  public Sweep(Attachments attachments, Blobs blobs, UnitOfWork unitOfWork, Time time) {
    this.attachments = attachments;
    this.blobs = blobs;
    this.unitOfWork = unitOfWork;
    this.time = time;
  }

  /// Removes all of it. To be run when a program starts and every so often from then on.
  public void run() {
    unitOfWork.execute(
        () -> {
          attachments.expire(time.now());
          return attachments;
        });
    removeDiscarded();
  }

  /// Removes what has just been discarded, once the transaction that did so is durable. It never
  /// fails: what does not go now, goes with the next [#run], which says why if it does not go then
  /// either.
  public void promptly() {
    unitOfWork.afterCommit(
        () -> {
          try {
            removeDiscarded();
          } catch (RuntimeException e) {
            // Whoever asked for something else must not suffer.
          }
        });
  }

  /// A file that does not go stays, and those with it go. When none of several goes, there is no
  /// use in trying more.
  private void removeDiscarded() {
    List<AttachmentId> some = attachments.discarded(MOST_AT_ONCE);
    while (!some.isEmpty()) {
      List<IOException> failures = new ArrayList<>();
      List<AttachmentId> gone = removed(some, failures);
      if (gone.isEmpty()) {
        throw new UncheckedIOException(failures.get(0));
      }
      unitOfWork.execute(
          () -> {
            attachments.forget(gone);
            return gone;
          });
      some = attachments.discarded(MOST_AT_ONCE);
    }
  }

  /// Removes the bytes of these: of all at once, or if that fails, of one after another.
  ///
  /// @return those that went
  private List<AttachmentId> removed(List<AttachmentId> ids, List<IOException> failures) {
    try {
      blobs.delete(ids);
      return ids;
    } catch (IOException e) {
      failures.add(e);
    }
    return ids.size() == 1
        ? List.of()
        : ids.stream().filter(id -> !removed(List.of(id), failures).isEmpty()).toList();
  }
}
