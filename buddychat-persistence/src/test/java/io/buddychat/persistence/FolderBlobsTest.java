package io.buddychat.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.buddychat.domain.attachment.AttachmentId;
import io.buddychat.domain.attachment.Blobs;
import io.buddychat.testkit.contract.BlobsContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobsTest implements BlobsContract {

  @TempDir Path folder;

  @Override
  public Blobs blobs() {
    return FolderBlobs.in(folder);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsCalledByItsIdAndNothingElseIsLeft() throws IOException {
    blobs().put(ONE, new ByteArrayInputStream(new byte[3]));
    assertThat(files()).containsExactly("1");
    blobs().delete(List.of(ONE));
    assertThat(files()).isEmpty();
  }

  @Test
  void whatBreaksOffLeavesNoFile() throws IOException {
    InputStream broken =
        new ByteArrayInputStream(new byte[200_000]) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
              throw new IllegalStateException("broken");
            }
            return read;
          }
        };
    assertThatThrownBy(() -> blobs().put(ONE, broken)).hasMessage("broken");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsDeletedToo() throws IOException {
    Files.write(folder.resolve("1.part"), new byte[7]);
    assertThat(blobs().open(ONE)).isEmpty();
    blobs().delete(List.of(ONE));
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsDeletedWhileItComesDoesNotStay() throws IOException {
    InputStream deleting =
        new ByteArrayInputStream(new byte[200_000]) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
              deleteOne();
            }
            return read;
          }
        };
    assertThatThrownBy(() -> blobs().put(ONE, deleting)).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  private void deleteOne() {
    try {
      blobs().delete(List.of(ONE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anIdIsNotUsedTwiceAtOnce() throws IOException {
    Files.write(folder.resolve("1.part"), new byte[7]);
    assertThatThrownBy(() -> blobs().put(ONE, InputStream.nullInputStream()))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void theBytesPassThroughABuffer() throws IOException {
    long length = 64L << 20;
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    AttachmentId id = new AttachmentId(2);
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(blobs().put(id, new Zeros(length))).isEqualTo(length);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    assertThat(Files.size(folder.resolve("2"))).isEqualTo(length);
  }

  /// So many zeros.
  private static final class Zeros extends InputStream {

    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int read = (int) Math.min(left, length);
      left -= read;
      return read == 0 ? -1 : read;
    }
  }
}
