package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.server.FileClient.Got;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that keeps files, with Alice, who has a chat with Boris, and Clara beside them.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class FilesOnTheWire {

  static final int LIMIT = 100_000;
  static final byte[] TEXT = "some text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private JdbiStore store;
  BuddyChatServer server;
  FileClient alice;
  FileClient boris;
  FileClient clara;
  String chat;

  @BeforeEach
  void start() {
    open();
    alice = FileClient.join(server.uri(), "alice", 1);
    boris = FileClient.join(server.uri(), "boris", 2);
    clara = FileClient.join(server.uri(), "clara", 3);
    chat = alice.chatWith(boris);
  }

  void open() {
    open(Map.of());
  }

  void open(Map<String, String> more) {
    store = JdbiStore.open(JdbiStore.Options.of("jdbc:h2:" + folder.resolve("chat")));
    var settings =
        new HashMap<>(
            Map.of(
                "BUDDYCHAT_PORT", "0",
                "BUDDYCHAT_RATE_LIMIT", "0",
                "BUDDYCHAT_ATTACHMENT_SIZE", String.valueOf(LIMIT),
                "BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be",
                "BUDDYCHAT_DATA_DIR", folder.toString()));
    settings.putAll(more);
    server =
        BuddyChatServer.with(Settings.of(settings, Optional.empty()))
            .store(store)
            .passwords(new Pbkdf2Passwords(1, 8))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  static byte[] some(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  List<String> filesKept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("attachments"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  static String path(String id) {
    return "/attachments/" + id;
  }

  void refused(Got got, int status, String code) throws IOException {
    assertThat(got.status()).as(got.text()).isEqualTo(status);
    assertThat(got.at("/errors/0/extensions/code")).isEqualTo(code);
    assertThat(got.at("/errors/0/message")).matches("[A-Z].*\\.");
    assertThat(got.text()).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
  }
}
