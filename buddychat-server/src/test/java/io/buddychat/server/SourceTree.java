package io.buddychat.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The project's own tests, as they are written: those of each module, and the contracts in the
/// testkit.
final class SourceTree {

  private static final String TEST =
      "(?m)^\\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b";

  private final Map<String, String> sources;

  /// @param sources what stands in each file, by the name of its class
  SourceTree(Map<String, String> sources) {
    this.sources = Map.copyOf(sources);
  }

  /// The root of the project: the farthest folder above this module that has a pom.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    Path root = folder;
    while (folder != null && Files.exists(folder.resolve("pom.xml"))) {
      root = folder;
      folder = folder.getParent();
    }
    return root;
  }

  static SourceTree ofTheProject() {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> modules = Files.list(root())) {
      for (Path module : modules.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
        read(module.resolve("src/test/java"), sources);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read(root().resolve("buddychat-testkit/src/main/java"), sources);
    return new SourceTree(sources);
  }

  private static void read(Path folder, Map<String, String> sources) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        // Two modules may name a test alike: each of them is looked through.
        sources.merge(
            file.getFileName().toString().replace(".java", ""),
            Files.readString(file),
            String::concat);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with a test that is named so, as a sentence: nothing, if it is there and runs.
  Optional<String> complaint(String test) {
    String[] parts = test.split("#", -1);
    if (parts.length != 2) {
      return Optional.of("%s is not of the form Class#method".formatted(test));
    }
    String source = sources.get(parts[0]);
    if (source == null) {
      return Optional.of("there is no class %s among the tests".formatted(parts[0]));
    }
    if (!has(source, parts[1])) {
      return Optional.of("%s has no test %s".formatted(parts[0], parts[1]));
    }
    if (!runs(parts[0])) {
      return Optional.of("%s is a contract that no test inherits".formatted(parts[0]));
    }
    return Optional.empty();
  }

  /// Whether there is a method with a body and, in the same paragraph before it, the annotation of
  /// a test.
  private static boolean has(String source, String method) {
    Pattern declaration =
        Pattern.compile(
            TEST + ".*?\\s%s\\([^)]*\\)[^;{]*\\{".formatted(Pattern.quote(method)), Pattern.DOTALL);
    return Stream.of(source.split("\n\n", -1))
        .filter(paragraph -> paragraph.contains(method))
        .anyMatch(paragraph -> declaration.matcher(paragraph).find());
  }

  /// Whether it is a class, or some class inherits it.
  private boolean runs(String name) {
    if (Pattern.compile("(?m)^(?:public )?(?:final )?class " + name + "\\b")
        .matcher(sources.getOrDefault(name, ""))
        .find()) {
      return true;
    }
    Pattern inheriting = Pattern.compile("(?:extends|implements)\\s[^{]*\\b%s\\b".formatted(name));
    return sources.entrySet().stream()
        .filter(file -> !file.getKey().equals(name))
        .filter(file -> inheriting.matcher(file.getValue()).find())
        .anyMatch(file -> runs(file.getKey()));
  }
}
