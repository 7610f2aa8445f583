package io.buddychat.domain.attachment;

import io.buddychat.domain.core.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lets so many bytes through, and refuses the file with the next one.
final class BoundedStream extends FilterInputStream {

  private final long most;
  private long count;

  BoundedStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long more) {
    count += more;
    if (count > most) {
      throw new Failure.TooLarge(UploadRules.FIELD, "The file is longer than " + most + " bytes.")
          .asException();
    }
  }
}
