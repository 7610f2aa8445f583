package io.buddychat.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// A disk that can lose its power. What is on it then goes into a folder of its own: everything
/// that was synced, and of what was written since as much as the cut leaves.
///
/// Whoever uses the disk does not notice, and goes on in a world that is lost. (To fail them
/// instead would try how a database bears a broken disk, which is another question.)
final class ForgetfulDisk {

  /// What a cut does to writes that were not synced.
  enum Cut {
    /// None of them ever reached the disk.
    FORGETS_ALL,
    /// Some did, whatever their order; others did not.
    FORGETS_SOME,
    /// As before, and one of those that did is torn.
    TEARS_ONE
  }

  private final Path folder;
  private final Path remains;
  private final Cut cut;
  private final Random lot;
  private final boolean obeysSyncs;
  private final List<Write> unsynced = new ArrayList<>();
  private long operationsLeft;
  private int moves;
  private boolean on = true;

  /// @param folder where the files are
  /// @param remains an empty folder, for what is left after the cut
  /// @param operations after how many writes and syncs the power goes
  /// @param obeysSyncs whether a sync is carried out; a disk that lies says so and does nothing
  ForgetfulDisk(
      Path folder, Path remains, Cut cut, long operations, long seed, boolean obeysSyncs) {
    this.folder = folder;
    this.remains = remains;
    this.cut = cut;
    this.operationsLeft = operations;
    this.lot = new Random(seed);
    this.obeysSyncs = obeysSyncs;
  }

  /// A change of a file, and what was there before it.
  ///
  /// @param after what was written; empty when the file was cut off at the position
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Write(Path file, long position, byte[] before, byte[] after, long sizeBefore) {

    Write in(Path other) {
      return new Write(other, position, before, after, sizeBefore);
    }

    void undo(FileChannel channel) throws IOException {
      int kept = (int) Math.max(0, Math.min(before.length, sizeBefore - position));
      write(channel, position, before, kept);
      if (channel.size() > sizeBefore) {
        channel.truncate(sizeBefore);
      }
    }

    void redo(FileChannel channel, int length) throws IOException {
      if (after.length == 0) {
        channel.truncate(position);
      } else {
        write(channel, position, after, length);
      }
    }

    private static void write(FileChannel channel, long position, byte[] bytes, int length)
        throws IOException {
      ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
      while (source.hasRemaining()) {
        channel.write(source, position + source.position());
      }
    }
  }

  synchronized boolean isOn() {
    return on;
  }

  /// How many files have taken another's place before the cut.
  synchronized int moves() {
    return moves;
  }

  /// Counts an operation that is to begin.
  private void use() throws IOException {
    if (on && operationsLeft-- <= 0) {
      cut();
    }
  }

  synchronized int write(Path path, FileChannel file, ByteBuffer source, long position)
      throws IOException {
    use();
    byte[] after = new byte[source.remaining()];
    source.get(after);
    if (on) {
      unsynced.add(
          new Write(path, position, bytes(file, position, after.length), after, file.size()));
    }
    Write.write(file, position, after, after.length);
    return after.length;
  }

  synchronized void truncate(Path path, FileChannel file, long size) throws IOException {
    use();
    if (size < file.size()) {
      int length = Math.toIntExact(file.size() - size);
      if (on) {
        unsynced.add(new Write(path, size, bytes(file, size, length), new byte[0], file.size()));
      }
      file.truncate(size);
    }
  }

  /// A file takes another's place. That this itself reaches the disk is taken for granted.
  synchronized void move(Path from, Path to, Runnable moving) throws IOException {
    use();
    moves += on ? 1 : 0;
    moving.run();
    unsynced.removeIf(write -> write.file().equals(to));
    unsynced.replaceAll(write -> write.file().equals(from) ? write.in(to) : write);
  }

  synchronized void sync(Path path) throws IOException {
    use();
    if (obeysSyncs) {
      unsynced.removeIf(write -> write.file().equals(path));
    }
  }

  /// What lies there; beyond the end there are zeros.
  private static byte[] bytes(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
      // until all is read
    }
    return bytes.array();
  }

  /// The power goes, if it has not gone by itself.
  synchronized void cut() throws IOException {
    if (!on) {
      return;
    }
    on = false;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, remains.resolve(file.getFileName()));
      }
    }
    Map<Path, FileChannel> files = new HashMap<>();
    try {
      for (int i = unsynced.size() - 1; i >= 0; i--) {
        unsynced.get(i).undo(open(files, unsynced.get(i).file()));
      }
      if (cut != Cut.FORGETS_ALL) {
        redoSome(files);
      }
    } finally {
      for (FileChannel file : files.values()) {
        file.close();
      }
    }
  }

  /// Some of what was not synced did reach the disk.
  private void redoSome(Map<Path, FileChannel> files) throws IOException {
    int torn = cut == Cut.TEARS_ONE ? lot.nextInt(Math.max(1, unsynced.size())) : -1;
    for (int i = 0; i < unsynced.size(); i++) {
      Write write = unsynced.get(i);
      int whole = write.after().length;
      if (i == torn) {
        write.redo(open(files, write.file()), whole > 1 ? lot.nextInt(whole) : whole);
      } else if (lot.nextBoolean()) {
        write.redo(open(files, write.file()), whole);
      }
    }
  }

  private FileChannel open(Map<Path, FileChannel> files, Path path) throws IOException {
    FileChannel present = files.get(path);
    if (present == null) {
      present =
          FileChannel.open(
              remains.resolve(path.getFileName()),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      files.put(path, present);
    }
    return present;
  }
}
