package io.buddychat.testkit.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Java to run the server on: our own if it is new enough, else the newest one that lies beside
/// it, else our own again, where the runnable jar looks further and starts a child.
///
/// With no child in between, the process we kill is the server itself.
final class NewestJava {

  /// What the server is compiled for.
  private static final int NEEDED = 25;

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

  private NewestJava() {}

  static Path executable() {
    Path own = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() >= NEEDED) {
      return in(own);
    }
    try (Stream<Path> homes = Files.list(own.toRealPath().resolveSibling("."))) {
      return homes
          .filter(home -> version(home) >= NEEDED && Files.isExecutable(in(home)))
          .max(Comparator.comparingInt(NewestJava::version))
          .map(NewestJava::in)
          .orElse(in(own));
    } catch (IOException e) {
      return in(own);
    }
  }

  private static Path in(Path home) {
    return home.resolve("bin").resolve("java");
  }

  /// 25 for 25.0.3, and 0 for what is no Java.
  private static int version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .map(VERSION::matcher)
          .filter(Matcher::matches)
          .mapToInt(line -> Integer.parseInt(line.group(1)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
