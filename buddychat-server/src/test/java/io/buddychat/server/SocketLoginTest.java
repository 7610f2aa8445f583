package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody logs in over a socket that is already somebody else's. From then on it is theirs; what
/// was begun before stays whose it was.
class SocketLoginTest {

  private static final String ME = "{ me { username } }";
  private static final String INBOX = "subscription { inbox { operation } }";
  private static final String NOTES = "mutation { createSelfChat { chat { id } } }";

  private final HeldStore store = new HeldStore(new InMemoryStore());
  private TestServer server;
  private TestClient client;
  private TestClient.Login ann;
  private WsClient socket;

  @BeforeEach
  void start() {
    server = TestServer.on(store);
    client = server.client();
    ann = client.join("ann.example");
    assertThat(client.join("bob.example", "15112345679").token()).isNotEmpty();
    socket = client.socketOf(ann);
    socket.send(TestClient.subscribe("of-ann", INBOX));
    assertThat(socket.next()).contains("SUBSCRIPTION_ACTIVE");
  }

  @AfterEach
  void stop() {
    store.release();
    socket.close();
    server.close();
  }

  private String answer(String document) {
    socket.send(TestClient.subscribe("q", document));
    String answer = socket.next();
    assertThat(socket.next()).contains("\"complete\"");
    return answer;
  }

  private TestClient.Login bobLogsIn() {
    var login =
        TestClient.json(answer(TestClient.logInDocument("bob.example"))).at("/payload/data/login");
    return new TestClient.Login(login.at("/token").asText(), login.at("/refreshToken").asText());
  }

  @Test
  void whatIsBegunFromThenOnIsTheirs() {
    assertThat(answer(ME)).contains("ann.example");
    var _ = bobLogsIn();
    assertThat(answer(ME)).contains("bob.example");
  }

  @Test
  void whatWasBegunBeforeStaysWhoseItWas() {
    TestClient.Login bob = bobLogsIn();
    socket.send(TestClient.subscribe("of-bob", INBOX));
    assertThat(socket.next()).contains("\"id\":\"of-bob\"", "SUBSCRIPTION_ACTIVE");
    var _ = client.post(NOTES, bob.token());
    assertThat(socket.next()).contains("\"id\":\"of-bob\"", "CHAT_CREATED");
    var _ = client.post(NOTES, ann.token());
    assertThat(socket.next()).contains("\"id\":\"of-ann\"", "CHAT_CREATED");
  }

  @Test
  void anOperationThatRunsMeanwhileStaysWhoseItWas() {
    store.hold();
    socket.send(TestClient.subscribe("slow", "{ chats { edges { cursor } } me { username } }"));
    store.awaitLook();
    var _ = bobLogsIn();
    store.release();
    assertThat(socket.next()).contains("\"id\":\"slow\"", "ann.example");
  }

  @Test
  void theEndOfTheirSessionEndsTheSocket() {
    var _ = client.revoke(bobLogsIn());
    assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "Session ended"));
  }

  @Test
  void theEndOfTheFirstOnesSessionEndsItToo() {
    var _ = bobLogsIn();
    var _ = client.revoke(ann);
    assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "Session ended"));
  }

  /// The token of the newcomer is good for fifty minutes more, that of the first one for a moment.
  @Test
  void theEndOfTheFirstOnesTokenEndsItToo() {
    server.clock().advance(Duration.ofMinutes(50).minusMillis(1));
    socket.send(TestClient.subscribe("q", TestClient.logInDocument("bob.example")));
    assertThat(socket.closedAtLast()).isEqualTo(new WsClient.Closed(4403, "Token expired"));
  }

  @Test
  void aNewTokenOfTheSamePersonProlongsIt() {
    server.clock().advance(Duration.ofMinutes(50).minusMillis(1));
    assertThat(answer(TestClient.logInDocument("ann.example"))).contains("refreshToken");
    assertThat(answer(ME)).contains("ann.example");
  }
}
