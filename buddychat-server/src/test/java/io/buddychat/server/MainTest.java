package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program, started as a process.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MainTest {

  private static final Map<String, String> ANY_PORT = Map.of("BUDDYCHAT_PORT", "0");

  @TempDir Path folder;

  private ServerProcess start(Map<String, String> environment, String... arguments) {
    return ServerProcess.start(folder, environment, arguments);
  }

  private void assertRefused(ServerProcess server, String beginning) {
    assertThat(server.exitCode()).isEqualTo(1);
    assertThat(server.line()).isEmpty();
    assertThat(server.errors().lines()).singleElement().asString().startsWith(beginning);
  }

  @Test
  void itSaysWhereItIsThenServesAndEndsWith0WhenToldTo() {
    try (ServerProcess server = start(ANY_PORT)) {
      TestClient client = new TestClient(server.ready());
      assertThat(client.post("{ __typename }").at("/data/__typename")).isEqualTo("Query");
      try (WsClient socket = client.socketOf(client.join("ann.example"))) {
        server.terminate();
        assertThat(socket.closed().code()).isEqualTo(1012);
      }
      assertThat(server.exitCode()).isZero();
      assertThat(server.line()).isEmpty();
    }
  }

  @Test
  void accountsAndTokensOutliveARestart() {
    TestClient.Login login;
    try (ServerProcess server = start(ANY_PORT)) {
      login = new TestClient(server.ready()).join("ann.example");
      server.terminate();
      assertThat(server.exitCode()).isZero();
    }
    try (ServerProcess server = start(ANY_PORT)) {
      TestClient client = new TestClient(server.ready());
      assertThat(client.post("{ me { username } }", login.token()).at("/data/me/username"))
          .isEqualTo("ann.example");
    }
  }

  @Test
  void aDatabaseInMemoryTakesOneSetting() {
    Map<String, String> inMemory =
        Map.of("BUDDYCHAT_PORT", "0", "BUDDYCHAT_DB_URL", "jdbc:h2:mem:try");
    try (ServerProcess server = start(inMemory)) {
      TestClient client = new TestClient(server.ready());
      TestClient.Login login = client.join("ann.example");
      assertThat(client.post("{ me { username } }", login.token()).at("/data/me/username"))
          .isEqualTo("ann.example");
      assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**.mv.db");
      server.terminate();
      assertThat(server.exitCode()).isZero();
    }
  }

  @Test
  void noSecretEverGetsIntoTheLog() {
    try (ServerProcess server = start(ANY_PORT)) {
      TestClient client = new TestClient(server.ready());
      TestClient.Login login = client.join("ann.example");
      var _ = client.post("{ broken", login.token());
      var _ = client.post("{ me { username } }", login.token() + "x");
      var _ = client.revoke(login);
      server.terminate();
      assertThat(server.exitCode()).isZero();
      assertThat(server.errors())
          .doesNotContain("Secret123")
          .doesNotContain(login.token())
          .doesNotContain(login.refreshToken());
    }
  }

  @Test
  void aWrongSettingStopsTheStartInOneLine() {
    try (ServerProcess server = start(Map.of("BUDDYCHAT_PORT", "http"))) {
      assertRefused(server, "BUDDYCHAT_PORT: ");
    }
  }

  @Test
  void anUnknownSettingInTheFileStopsTheStartInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("a.properties"), "BUDDYCHAT_PROT=1\n");
    try (ServerProcess server = start(Map.of(), "--config", file.toString())) {
      assertRefused(server, "BUDDYCHAT_PROT: ");
    }
  }

  @Test
  void aPortThatIsTakenStopsTheStartInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProcess server =
            start(Map.of("BUDDYCHAT_PORT", Integer.toString(taken.getLocalPort())))) {
      assertRefused(server, "BUDDYCHAT_HOST, BUDDYCHAT_PORT: cannot listen");
    }
  }

  @Test
  void aDatabaseThatDoesNotOpenStopsTheStartInOneLine() {
    Map<String, String> nowhere =
        Map.of(
            "BUDDYCHAT_PORT", "0",
            "BUDDYCHAT_DB_URL", "jdbc:postgresql://127.0.0.1:1/chat?password=open-sesame",
            "BUDDYCHAT_DB_PASSWORD", "open-sesame");
    try (ServerProcess server = start(nowhere)) {
      assertRefused(server, "BUDDYCHAT_DB_URL: ");
      assertThat(server.errors()).doesNotContain("open-sesame");
    }
  }

  @Test
  void helpPrintsTheSettingsAndStartsNothing() {
    try (ServerProcess server = start(Map.of(), "--help")) {
      assertThat(server.line().orElse("")).startsWith("Usage: ");
      assertThat(server.exitCode()).isZero();
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }
}
