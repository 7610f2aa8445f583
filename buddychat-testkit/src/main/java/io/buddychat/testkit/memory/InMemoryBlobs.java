package io.buddychat.testkit.memory;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the bytes of files in memory, for tests: all of them at once, unlike what the port asks of
/// others. Safe for use by many threads.
public final class InMemoryBlobs implements Blobs {

  private final Map<AttachmentId, byte[]> kept = new ConcurrentHashMap<>();

  /// With nothing in it yet.
  public InMemoryBlobs() {}

  /// Of which files there are bytes.
  public Set<AttachmentId> ids() {
    return Set.copyOf(kept.keySet());
  }

  @Override
  public long put(AttachmentId id, InputStream bytes) throws IOException {
    byte[] all = bytes.readAllBytes();
    kept.put(id, all);
    return all.length;
  }

  @Override
  public Optional<InputStream> open(AttachmentId id) {
    return Optional.ofNullable(kept.get(id)).map(ByteArrayInputStream::new);
  }

  @Override
  public void delete(Collection<AttachmentId> ids) {
    ids.forEach(kept::remove);
  }
}
