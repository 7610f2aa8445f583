package io.buddychat.testkit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long the disk takes for what a durable commit waits for.
///
/// @param file is written to
record Disk(Path file) {

  private static final int BLOCK = 8 << 10;
  private static final int SYNCS = 15;

  /// A probe, in words, with the median of some syncs of a block each.
  String probe() {
    return String.format(Locale.ROOT, "fsync %.2f ms", millis());
  }

  double millis() {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < SYNCS; i++) {
        long before = System.nanoTime();
        channel.write(block.clear());
        channel.force(false);
        millis.add((System.nanoTime() - before) / 1e6);
      }
      return Quartiles.of(millis).median();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
