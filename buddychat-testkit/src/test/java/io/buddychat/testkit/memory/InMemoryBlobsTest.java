package io.buddychat.testkit.memory;

import io.buddychat.domain.attachment.Blobs;
import io.buddychat.testkit.contract.BlobsContract;

class InMemoryBlobsTest implements BlobsContract {

  private final Blobs blobs = new InMemoryBlobs();

  @Override
  public Blobs blobs() {
    return blobs;
  }
}
