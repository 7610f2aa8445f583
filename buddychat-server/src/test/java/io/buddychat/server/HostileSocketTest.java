package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.BrokenDialogue;
import io.buddychat.testkit.ws.WsClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that speak nonsense to the whole server, and one that asks for a lot and reads it all.
/// There are places for a few sockets only: were one of them kept, the next would find none.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostileSocketTest {

  private static final int DIALOGUES = Integer.getInteger("buddychat.dialogues.wire", 300);
  private static final List<String> DOCUMENTS =
      List.of(
          "{ __typename }",
          "{ me { username } }",
          "subscription { inbox { operation } }",
          "subscription { subscribe { success } }",
          "{ nonsense }",
          "{ users { edges { node { id } } } }");

  /// How a socket may end: by the rules of the frames or of the protocol, or because its client has
  /// gone.
  private static final Set<Integer> ENDS =
      Set.of(
          1000,
          1001,
          1002,
          1007,
          1009,
          4400,
          4401,
          4408,
          4409,
          4429,
          RawSocket.NO_CODE,
          RawSocket.BROKEN);

  private TestServer server;
  private TestClient client;
  private LoudLog log;

  @BeforeEach
  void start() {
    server = TestServer.start(Map.of("BUDDYCHAT_WS_MAX_SOCKETS", "50"));
    client = server.client();
    log = LoudLog.open();
  }

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  @Test
  void brokenDialoguesEndByTheRulesAndTheNextClientIsServed() throws InterruptedException {
    TestClient.Login ann = client.join("ann.example");
    for (long seed = 1; seed <= DIALOGUES; seed++) {
      Random random = new Random(seed);
      String protocol = seed % 4 == 0 ? "graphql-ws" : "graphql-transport-ws";
      String token = seed % 2 == 0 ? "Authorization: JWT " + ann.token() + "\r\n" : "";
      try (RawSocket socket = open(protocol, token)) {
        for (String message : BrokenDialogue.messages(seed, DOCUMENTS)) {
          byte[] frame =
              RawSocket.frame(
                  RawSocket.FIN | RawSocket.TEXT, message.getBytes(StandardCharsets.UTF_8));
          if (random.nextInt(100) == 0) {
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
          }
          socket.send(frame);
        }
        socket.shutOutput();
        assertThat(socket.end()).as("seed %d", seed).isIn(ENDS);
      }
    }
    assertServes(ann);
    assertThat(log.said()).isEmpty();
  }

  /// As soon as there is a place: the server may need a moment to see that a client has gone.
  private RawSocket open(String protocol, String token) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      RawSocket socket = RawSocket.open(server.uri(), protocol, token);
      if (socket.head().startsWith("HTTP/1.1 101 ")) {
        return socket;
      }
      socket.close();
      assertThat(Instant.now()).as("all places stay taken").isBefore(deadline);
      Thread.sleep(10);
    }
  }

  private void assertServes(TestClient.Login ann) {
    try (WsClient healthy = client.socketOf(ann)) {
      healthy.send(TestClient.subscribe("1", "{ me { username } }"));
      assertThat(healthy.next()).contains("ann.example");
      assertThat(healthy.next()).contains("complete");
    }
  }

  /// Each event is 300,000 characters for each stream, by ten names for the same text: 60 million
  /// in all, where a socket has room for two at once.
  @Test
  void whoReadsIsServedHoweverMuchItAsksFor() {
    TestClient.Login ann = client.join("ann.example");
    String notes =
        client
            .post("mutation { createSelfChat { chat { id } } }", ann.token())
            .at("/data/createSelfChat/chat/id");
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      names.append(" n").append(i).append(": content");
    }
    String heavy =
        "subscription { inbox(operations: [CHAT_MESSAGE_CREATED]) { payload {"
            + " ... on ChatMessageChanged { chatMessage { message {"
            + names
            + " } } } } } }";
    int streams = 20;
    int events = 10;
    try (WsClient socket = client.socketOf(ann)) {
      for (int i = 0; i < streams; i++) {
        socket.send(TestClient.subscribe("s" + i, heavy));
        assertThat(socket.next()).contains("\"id\":\"s" + i + "\"");
      }
      for (int i = 0; i < events; i++) {
        TestClient.Reply sent =
            client.post(
                "mutation ($chat: ID!, $content: String!) {"
                    + " createChatMessage(chatId: $chat, content: $content) { duplicate } }",
                Map.of("chat", notes, "content", i + "x".repeat(9_990)),
                Map.of("Authorization", "JWT " + ann.token()));
        assertThat(sent.at("/data/createChatMessage/duplicate")).isEqualTo("false");
      }
      long characters = 0;
      for (int i = 0; i < streams * events; i++) {
        String event = socket.next();
        assertThat(event.length()).isGreaterThan(290_000);
        characters += event.length();
      }
      assertThat(characters).isGreaterThan(58_000_000);
    }
    assertThat(log.said()).isEmpty();
  }
}
