package io.buddychat.domain.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;

/// Port: the bytes of uploaded files.
///
/// It belongs to no transaction, and needs no list of what it keeps: who uses it has written down
/// each id before.
public interface Blobs {

  /// Keeps all that comes from the stream. When it returns, the bytes are durable. When it throws,
  /// whatever it is, nothing is kept. They pass through; no more than a buffer of them is in
  /// memory.
  ///
  /// @param id not used before
  /// @return how many bytes came
  long put(AttachmentId id, InputStream bytes) throws IOException;

  /// The bytes, from the first on; empty when there are none. Skipping forward is cheap. The caller
  /// closes the stream; it goes on even if the bytes are deleted meanwhile, or fails.
  Optional<InputStream> open(AttachmentId id) throws IOException;

  /// Removes the bytes of these, and what a [#put] that did not end may have left of them. What is
  /// not there is gone already.
  void delete(Collection<AttachmentId> ids) throws IOException;

  /// Keeps nothing, for those who want no attachments: every upload fails.
  static Blobs none() {
    return new NoBlobs();
  }
}
