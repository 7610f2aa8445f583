package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many sockets may be open: two for a user, two for an address of nobody, five in all.
class SocketBoundsTest {

  private static final String[] HANDSHAKE = {
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: graphql-transport-ws"
  };

  private static final WsClient.Closed USER_FULL =
      new WsClient.Closed(1013, "Too many sockets of this user");
  private static final WsClient.Closed ADDRESS_FULL =
      new WsClient.Closed(1013, "Too many sockets of this address");

  private TestServer server;
  private TestClient client;
  private TestClient.Login ann;

  @BeforeEach
  void start() {
    server =
        TestServer.start(
            Map.of(
                "BUDDYCHAT_WS_USER_SOCKETS", "2",
                "BUDDYCHAT_WS_ADDRESS_SOCKETS", "2",
                "BUDDYCHAT_WS_MAX_SOCKETS", "5"));
    client = server.client();
    ann = client.join("ann.example");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WsClient nobodys() {
    WsClient socket = client.socket();
    socket.send("{\"type\":\"connection_init\"}");
    assertThat(socket.next()).contains("connection_ack");
    return socket;
  }

  private static void assertAlive(WsClient socket) {
    socket.send("{\"type\":\"ping\"}");
    assertThat(socket.next()).contains("pong");
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (!reached.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(10);
    }
  }

  /// Whether this server's bounds have a place for one more of hers, which is taken for a moment.
  private boolean annHasAPlace() {
    try (WsClient socket = client.socket()) {
      socket.send(TestClient.init("JWT " + ann.token()));
      return socket.next().contains("connection_ack");
    } catch (AssertionError | CompletionException refused) {
      return false;
    }
  }

  private void assertTurnedAway(WsClient.Closed because, String init) {
    try (WsClient socket = client.socket()) {
      socket.send(init);
      assertThat(socket.closed()).isEqualTo(because);
    }
  }

  @Test
  void aUsersNewestSocketIsTurnedAwayAndTheOldOnesLive() {
    TestClient.Login elsewhere = client.logIn("ann.example");
    try (WsClient first = client.socketOf(ann);
        WsClient second = client.socketOf(elsewhere);
        WsClient nobodys = nobodys()) {
      assertTurnedAway(USER_FULL, TestClient.init("JWT " + ann.token()));
      assertAlive(first);
      assertAlive(second);
      assertAlive(nobodys);
    }
  }

  @Test
  void aPlaceIsFreeAgainWhenASocketIsGone() throws InterruptedException {
    try (WsClient first = client.socketOf(ann)) {
      client.socketOf(ann).close();
      await(this::annHasAPlace);
      assertAlive(first);
    }
  }

  @Test
  void anAddressesNewestSocketIsTurnedAwayAndUsersAreNotCounted() {
    try (WsClient first = nobodys();
        WsClient second = nobodys()) {
      assertTurnedAway(ADDRESS_FULL, "{\"type\":\"connection_init\"}");
      try (WsClient anns = client.socketOf(ann)) {
        assertAlive(anns);
      }
      assertAlive(first);
      assertAlive(second);
    }
  }

  @Test
  void theOlderProtocolSaysItBeforeItCloses() {
    try (WsClient first = nobodys();
        WsClient second = nobodys();
        WsClient older = client.socket(Map.of(), "graphql-ws")) {
      older.send("{\"type\":\"connection_init\"}");
      assertThat(older.next()).contains("connection_error", "Too many sockets of this address");
      assertThat(older.closed()).isEqualTo(ADDRESS_FULL);
      assertAlive(first);
      assertAlive(second);
    }
  }

  @Test
  void aLoginMakesASocketOneOfTheUsersAndFreesThePlaceOfTheAddress() {
    try (WsClient first = nobodys();
        WsClient second = nobodys()) {
      first.send(TestClient.subscribe("1", TestClient.logInDocument("ann.example")));
      assertThat(first.next()).contains("refreshToken");
      try (WsClient third = nobodys();
          WsClient anns = client.socketOf(ann)) {
        assertTurnedAway(USER_FULL, TestClient.init("JWT " + ann.token()));
        assertAlive(second);
        assertAlive(third);
        assertAlive(anns);
      }
    }
  }

  @Test
  void aLoginBeyondTheUsersBoundClosesThatSocket() {
    try (WsClient first = client.socketOf(ann);
        WsClient second = client.socketOf(ann);
        WsClient third = nobodys()) {
      third.send(TestClient.subscribe("1", TestClient.logInDocument("ann.example")));
      assertThat(third.closedAtLast()).isEqualTo(USER_FULL);
      assertAlive(first);
      assertAlive(second);
    }
  }

  @Test
  void aFullServerAnswersHandshakesWith503UntilThereIsAPlace() throws InterruptedException {
    try (WsClient first = client.socket();
        WsClient second = client.socket();
        WsClient third = client.socket();
        WsClient fourth = client.socketOf(ann)) {
      assertAlive(first);
      assertAlive(second);
      assertAlive(third);
      try (WsClient fifth = nobodys()) {
        TestClient.Reply refused = Raw.get(server.uri(), HANDSHAKE);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("Retry-After: 10");
        assertAlive(fifth);
      }
      await(() -> Raw.get(server.uri(), HANDSHAKE).status() == 101);
      assertThat(client.post("{ __typename }").status()).isEqualTo(200);
      assertAlive(fourth);
    }
  }
}
