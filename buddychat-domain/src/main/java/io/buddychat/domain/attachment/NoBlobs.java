package io.buddychat.domain.attachment;

import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;

/// No place for files.
final class NoBlobs implements Blobs {

  @Override
  public long put(AttachmentId id, InputStream bytes) {
    throw new IllegalStateException(
        "attachments need a place for their bytes: give one to BuddyChat's builder");
  }

  @Override
  public Optional<InputStream> open(AttachmentId id) {
    return Optional.empty();
  }

  @Override
  public void delete(Collection<AttachmentId> ids) {}
}
