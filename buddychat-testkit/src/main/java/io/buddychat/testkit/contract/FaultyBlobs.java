package io.buddychat.testkit.contract;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;

/// A place that cannot be reached.
final class FaultyBlobs implements Blobs {

  /// A place that can be reached, but does not let go of one file.
  static Blobs thatKeep(AttachmentId stuck, Blobs others) {
    return new Blobs() {
      @Override
      public long put(AttachmentId id, InputStream bytes) throws IOException {
        return others.put(id, bytes);
      }

      @Override
      public Optional<InputStream> open(AttachmentId id) throws IOException {
        return others.open(id);
      }

      @Override
      public void delete(Collection<AttachmentId> ids) throws IOException {
        if (ids.contains(stuck)) {
          throw new IOException("faulty");
        }
        others.delete(ids);
      }
    };
  }

  @Override
  public long put(AttachmentId id, InputStream bytes) throws IOException {
    throw new IOException("faulty");
  }

  @Override
  public Optional<InputStream> open(AttachmentId id) throws IOException {
    throw new IOException("faulty");
  }

  @Override
  public void delete(Collection<AttachmentId> ids) throws IOException {
    throw new IOException("faulty");
  }
}
