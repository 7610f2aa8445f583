package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a place for the bytes of files must do.
public interface BlobsContract {

  AttachmentId ONE = new AttachmentId(1);
  AttachmentId TWO = new AttachmentId(Long.MAX_VALUE);

  /// The place of the running test: empty at its beginning, and the same one until its end.
  Blobs blobs();

  private byte[] bytes(AttachmentId id) throws IOException {
    try (InputStream in = blobs().open(id).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] some(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /// A stream that breaks off after these bytes.
  private static InputStream broken(byte[] bytes) {
    return new SequenceInputStream(
        stream(bytes),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        });
  }

  @Test
  default void whatWasPutComesBack() throws IOException {
    for (int length : new int[] {0, 1, 8191, 8192, 8193, 1_000_000}) {
      AttachmentId id = new AttachmentId(length + 10L);
      assertThat(blobs().put(id, stream(some(length)))).isEqualTo(length);
      assertThat(bytes(id)).isEqualTo(some(length));
      assertThat(bytes(id)).as("as often as wanted").isEqualTo(some(length));
    }
  }

  @Test
  default void whatWasNotPutIsNotThere() throws IOException {
    blobs().put(ONE, stream(some(3)));
    assertThat(blobs().open(TWO)).isEmpty();
  }

  @Test
  default void whatWasDeletedIsGoneAndNothingElse() throws IOException {
    blobs().put(ONE, stream(some(3)));
    blobs().put(TWO, stream(some(4)));
    blobs().delete(List.of(ONE, new AttachmentId(5)));
    assertThat(blobs().open(ONE)).isEmpty();
    assertThat(bytes(TWO)).isEqualTo(some(4));
    blobs().delete(List.of(ONE));
    blobs().delete(List.of());
  }

  @Test
  default void whatBreaksOffIsNotKept() {
    assertThatThrownBy(() -> blobs().put(ONE, broken(some(100_000))))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
    assertThat(isEmpty(ONE)).isTrue();
  }

  private boolean isEmpty(AttachmentId id) {
    try {
      return blobs().open(id).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void readingBeginsWhereverItIsWanted() throws IOException {
    blobs().put(ONE, stream(some(100_000)));
    try (InputStream in = blobs().open(ONE).orElseThrow()) {
      in.skipNBytes(99_990);
      byte[] rest = new byte[10];
      System.arraycopy(some(100_000), 99_990, rest, 0, 10);
      assertThat(in.readAllBytes()).isEqualTo(rest);
    }
  }
}
