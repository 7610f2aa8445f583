package io.buddychat.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  /// Else an old Java refuses to load what should find the new one.
  @ParameterizedTest
  @ValueSource(classes = {Launcher.class, InstalledJava.class})
  void isCompiledForJava17(Class<?> type) throws IOException {
    try (var file =
        new DataInputStream(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
      file.skipNBytes(6); // magic, minor version
      assertThat(file.readUnsignedShort()).isEqualTo(44 + 17);
    }
  }

  @Test
  void repeatsOptionsThatCanBeRepeated() {
    assertThat(
            Launcher.inherited(
                List.of(
                    "-Xmx1g",
                    "-agentlib:jdwp=transport=dt_socket,address=5005",
                    "-Xrunjdwp:transport=dt_socket,address=5005",
                    "-Dcom.sun.management.jmxremote.port=9010",
                    "-Dcom.sun.management.jmxremote.rmi.port=9011",
                    "-Dport=1",
                    "--add-opens=a/b=c")))
        .containsExactly("-Xmx1g", "-Dport=1");
  }
}
