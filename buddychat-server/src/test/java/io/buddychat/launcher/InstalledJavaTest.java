package io.buddychat.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJavaTest {
  @TempDir Path machine;

  @Test
  void takesTheFirstThatIsNewEnough() throws IOException {
    Path old = java("a", "JAVA_VERSION=\"17.0.15\"");
    Path fit = java("b", "IMPLEMENTOR=\"X\"", "JAVA_VERSION=\"25.0.3\"");
    Path newer = java("c", "JAVA_VERSION=\"26\"");

    assertThat(new InstalledJava(List.of(old, fit, newer)).atLeast(25))
        .contains(fit.resolve("bin/java"));
    assertThat(new InstalledJava(List.of(old, fit, newer)).atLeast(26))
        .contains(newer.resolve("bin/java"));
    assertThat(new InstalledJava(List.of(old, fit)).atLeast(26)).isEmpty();
  }

  @Test
  void passesOverWhatCannotBeStarted() throws IOException {
    Path stripped = java("stripped", "JAVA_VERSION=\"25\"");
    Files.delete(stripped.resolve("bin/java"));

    assertThat(new InstalledJava(List.of(stripped)).atLeast(25)).isEmpty();
  }

  @Test
  void readsVersionsOfAllShapes() throws IOException {
    assertThat(InstalledJava.version(java("ga", "JAVA_VERSION=\"25\""))).hasValue(25);
    assertThat(InstalledJava.version(java("patch", "JAVA_VERSION=\"25.0.3.1\""))).hasValue(25);
    assertThat(InstalledJava.version(java("early", "JAVA_VERSION=\"26-ea\""))).hasValue(26);
  }

  @Test
  void takesNothingElseForJava() throws IOException {
    assertThat(InstalledJava.version(machine.resolve("nowhere"))).isEmpty();
    assertThat(InstalledJava.version(java("eight", "JAVA_VERSION=\"1.8.0_402\""))).isEmpty();
    assertThat(InstalledJava.version(java("other", "NAME=\"Linux\""))).isEmpty();
  }

  @Test
  void asksOurOwnVariableFirst() {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", "/17",
            "JAVA_HOME_25_X64", "/25",
            "JDK25_HOME", "/25",
            "BUDDYCHAT_JAVA_HOME", "/mine",
            "JAVA_HOMEPAGE", "/no",
            "MAVEN_HOME", "/no");

    assertThat(InstalledJava.named(environment))
        .containsExactly(Path.of("/mine"), Path.of("/17"), Path.of("/25"), Path.of("/25"));
  }

  private Path java(String name, String... release) throws IOException {
    Path home = machine.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.write(home.resolve("release"), List.of(release));
    assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
    return home;
  }
}
