package io.buddychat.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A small BuddyChat that keeps all rules, with classes planted in it that each break some.
///
/// It is compiled by the test, so that it can live in BuddyChat's own packages, use libraries that
/// the testkit does not have, and break rules that the build would not let pass.
final class PlantedCode {

  /// A class that breaks rules.
  ///
  /// @param breaks which; none, when it is there to show where a rule ends
  record Plant(String className, Set<ArchRule> breaks) {}

  private final List<Plant> plants = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final Set<String> packages = new TreeSet<>();

  /// A package with a class `Clean` that others may use.
  PlantedCode keeps(String name) {
    return add(name + ".Clean", "");
  }

  /// A library's class, of which only the name matters.
  PlantedCode library(String className) {
    sources.add(new Source(className, ""));
    return this;
  }

  PlantedCode plant(String className, String members, ArchRule... breaks) {
    plants.add(new Plant(className, Set.of(breaks)));
    return add(className, members);
  }

  PlantedCode plantInUnmarkedPackage(String className, ArchRule... breaks) {
    plants.add(new Plant(className, Set.of(breaks)));
    sources.add(new Source(className, ""));
    return this;
  }

  private PlantedCode add(String className, String members) {
    sources.add(new Source(className, members));
    String name = className.substring(0, className.lastIndexOf('.'));
    if (packages.add(name)) {
      sources.add(Source.packageInfo(name));
    }
    return this;
  }

  List<Plant> plants() {
    return plants;
  }

  JavaClasses compiledIn(Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(messages, null, null, options, null, sources).call()) {
      throw new IllegalStateException(messages.toString());
    }
    return new ClassFileImporter().importPaths(folder.resolve("io"), folder.resolve("com"));
  }

  /// A file that exists only as text.
  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    private Source(String className, String members) {
      this(
          className,
          "package "
              + className.substring(0, className.lastIndexOf('.'))
              + "; public class "
              + className.substring(className.lastIndexOf('.') + 1)
              + " { "
              + members
              + " }",
          Kind.SOURCE);
    }

    private Source(String className, String text, Kind kind) {
      super(URI.create("text:///" + className.replace('.', '/') + kind.extension), kind);
      this.text = text;
    }

    private static Source packageInfo(String name) {
      return new Source(
          name + ".package-info",
          "@org.jspecify.annotations.NullMarked package " + name + ";",
          Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
