package io.buddychat.testkit.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A temporary folder that everybody may look into: PostgreSQL may run as another user.
///
/// @param path where it is
public record WorkFolder(Path path) implements AutoCloseable {

  public static WorkFolder create(String name) {
    try {
      Path path = Files.createTempDirectory("buddychat-" + name + "-");
      File file = path.toFile();
      if (!file.setReadable(true, false) || !file.setExecutable(true, false)) {
        throw new IOException("cannot open " + path + " to other users");
      }
      return new WorkFolder(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  /// Deletes it with all that it holds.
  @Override
  public void close() {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
