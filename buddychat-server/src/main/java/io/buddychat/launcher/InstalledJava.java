package io.buddychat.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folders in which a Java may be installed, the best first.
///
/// A version is read from the `release` file that every Java since 9 carries, never by starting it.
record InstalledJava(List<Path> homes) {
  /// The variable that goes before all others.
  static final String OVERRIDE = "BUDDYCHAT_JAVA_HOME";

  /// `JAVA_HOME`, and what build machines call the others: `JAVA25_HOME`, `JAVA_HOME_25_X64`,
  /// `JDK_25_HOME`.
  private static final Pattern VARIABLE = Pattern.compile("(JAVA|JDK)_?\\d*_HOME(_\\w+)?");

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(.+)\"");

  static InstalledJava onThisMachine() {
    Path running = Path.of(System.getProperty("java.home"));
    Path user = Path.of(System.getProperty("user.home"));
    return new InstalledJava(
        Stream.of(
                named(System.getenv()),
                children(running.resolve("..").normalize()),
                children(Path.of("/usr/lib/jvm")),
                children(Path.of("/opt")),
                children(Path.of("/opt/java")),
                children(user.resolve(".sdkman/candidates/java")),
                children(user.resolve(".jdks")),
                children(Path.of("/Library/Java/JavaVirtualMachines"))
                    .map(mac -> mac.resolve("Contents/Home")))
            .flatMap(homes -> homes)
            .toList());
  }

  /// The `java` of the first home that is new enough.
  Optional<Path> atLeast(int feature) {
    return homes.stream()
        .filter(home -> version(home).orElse(0) >= feature)
        .map(InstalledJava::executable)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// The homes that the environment names.
  static Stream<Path> named(Map<String, String> environment) {
    return Stream.concat(
            Stream.ofNullable(environment.get(OVERRIDE)),
            environment.entrySet().stream()
                .filter(variable -> VARIABLE.matcher(variable.getKey()).matches())
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue))
        .filter(home -> !home.isBlank())
        .map(Path::of);
  }

  /// The feature number of the Java in this folder: 25 for 25.0.3.
  static OptionalInt version(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .map(VERSION::matcher)
          .filter(line -> line.matches())
          .mapToInt(line -> Runtime.Version.parse(line.group(1)).feature())
          .findFirst();
    } catch (IOException | IllegalArgumentException notJava) {
      return OptionalInt.empty();
    }
  }

  private static Path executable(Path home) {
    return home.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java");
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList().stream();
    } catch (IOException none) {
      return Stream.empty();
    }
  }
}
