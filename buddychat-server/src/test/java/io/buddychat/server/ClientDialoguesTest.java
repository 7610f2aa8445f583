package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real clients say and must hear, to the letter, so that the build notices without Node.js
/// what would break them. `record.mjs`, beside the clients, wrote it down.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClientDialoguesTest {

  @ParameterizedTest
  @ValueSource(strings = {"graphql-ws", "apollo", "urql", "relay", "subscriptions-transport-ws"})
  void eachIsAnsweredAsItWas(String client) throws IOException {
    List<String> lines = recording(client);
    assertThat(lines).hasSizeGreaterThan(50);
    try (TestServer server = TestServer.start();
        Dialogue dialogue = new Dialogue(server.client())) {
      lines.forEach(dialogue::play);
    }
  }

  private static List<String> recording(String client) throws IOException {
    String name = "clients/" + client + ".jsonl";
    try (InputStream file =
        Objects.requireNonNull(ClientDialoguesTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
