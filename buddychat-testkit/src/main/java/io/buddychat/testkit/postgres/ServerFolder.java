package io.buddychat.testkit.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server's temporary folder: its log, and its data unless they have a place of their own. Gone
/// when the server is closed. A server that forgets anyway may have it in memory.
///
/// A JVM that is killed cannot tidy up. So each folder holds a file that its JVM keeps locked, and
/// the first server of the next JVM stops and deletes what lies there unlocked.
final class ServerFolder implements AutoCloseable {

  private static final String PREFIX = "buddychat-postgres-";
  private static final String LOCK = "in-use";

  /// Names the data's folder, for who tidies up.
  private static final String WHERE = "data-are-in";

  /// Time enough between the making of the file and its locking.
  private static final Duration TOO_YOUNG = Duration.ofMinutes(1);

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /// Linux's file system in memory. Making a database makes 300 files, and a disk may take half a
  /// second for it; memory takes 30 ms.
  private static final Path MEMORY = Path.of("/dev/shm");

  /// Containers often have 64 MB of it. A database takes 8 MB, a suite makes hundreds.
  private static final long MEMORY_WANTED = 2L << 30;

  private static boolean swept;

  private final Path path;
  private final FileChannel lock;

  private ServerFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static synchronized ServerFolder create(RunAs runAs, boolean mayBeInMemory) throws IOException {
    if (!swept) {
      swept = true;
      sweep(TEMPORARY);
      sweep(MEMORY);
    }
    Path parent = mayBeInMemory && memoryHasRoom() ? MEMORY : TEMPORARY;
    Path path = Files.createTempDirectory(parent, PREFIX);
    FileChannel lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    runAs.own(path);
    return new ServerFolder(path, lock);
  }

  Path path() {
    return path;
  }

  /// Where the data go: the place of their own, if they have one.
  Path dataIn(@Nullable Path own) throws IOException {
    Path data = own == null ? path.resolve("data") : own.toAbsolutePath();
    Files.writeString(path.resolve(WHERE), data.toString());
    return data;
  }

  Path log() {
    return path.resolve("server.log");
  }

  @Override
  public void close() throws IOException {
    lock.close();
    delete(path);
  }

  private static boolean memoryHasRoom() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= MEMORY_WANTED;
  }

  static void sweep(Path temporary) throws IOException {
    if (!Files.isDirectory(temporary)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : folders) {
        sweepIfAbandoned(folder);
      }
    }
  }

  private static void sweepIfAbandoned(Path folder) {
    Path file = folder.resolve(LOCK);
    try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Instant young = Instant.now().minus(TOO_YOUNG);
      if (Files.getLastModifiedTime(file).toInstant().isAfter(young) || lock.tryLock() == null) {
        return;
      }
      Path where = folder.resolve(WHERE);
      if (Files.exists(where)) {
        Cluster.stopServerOf(Path.of(Files.readString(where)));
      }
      delete(folder);
    } catch (IOException e) {
      // Another user's, or another JVM was quicker.
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
