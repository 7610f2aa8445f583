package io.buddychat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.BuddyChatServer;
import io.buddychat.server.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example programs do what they say, against a real server, some of them once more when
/// everybody is there already.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExamplesTest {

  @TempDir Path folder;

  private BuddyChatServer server;

  @BeforeEach
  void start() {
    server =
        BuddyChatServer.start(
            Settings.of(
                Map.of(
                    "BUDDYCHAT_PORT",
                    "0",
                    "BUDDYCHAT_DB_URL",
                    "jdbc:h2:mem:" + UUID.randomUUID(),
                    "BUDDYCHAT_DATA_DIR",
                    folder.toString()),
                Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> printed(BiConsumer<URI, PrintStream> program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      program.accept(server.uri(), out);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void twoTabs() {
    assertThat(printed(TwoTabs::run))
        .containsExactly(
            "first has an account",
            "second has an account",
            "first writes: Can you see this?",
            "In the second one's mailbox: Can you see this?");
    assertThat(printed(TwoTabs::run))
        .as("once more, by people who are there already")
        .hasSize(5)
        .contains("first writes: Can you see this?")
        .first()
        .asString()
        .startsWith("first: ")
        .endsWith(".");
  }

  @Test
  void supportChannels() {
    assertThat(printed(SupportChannels::run))
        .containsExactly(
            "made Mango",
            "made Java",
            "The title must be 2 to 100 characters long; it has 1.",
            "the same channel twice: true",
            "customer sees: How may I help?",
            "customer sees: How may I help?",
            "customer sees: Take your time.",
            "page 1: It works now.",
            "page 1: Take your time.",
            "page 2: How may I help?",
            "to be read: Help desk");
  }

  @Test
  void aRoomHasItsHistoryAndPushesWhatIsNew() {
    assertThat(printed(ChatRoom::run))
        .containsExactly("history:", "history:", "  host: Hi all!", "pushed: host: Something ;-)!");
    assertThat(printed(ChatRoom::run))
        .startsWith("history:", "  host: Something ;-)!", "  host: Hi all!", "history:")
        .endsWith("pushed: host: Something ;-)!");
  }

  @Test
  void changesComeByKindActionAndIdUntilNobodyListens() {
    List<String> lines =
        List.of(
            "users: UPDATE actor says: Away",
            "users: UPDATE actor says: Back",
            "groups: CREATE Choir",
            "groups: UPDATE Chorus",
            "groups: DELETE of which the id is left",
            "later: UPDATE actor says: Gone");
    assertThat(printed(ChangeFeeds::run)).isEqualTo(lines);
    assertThat(printed(ChangeFeeds::run)).isEqualTo(lines);
  }
}
