package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.Pbkdf2Passwords;
import io.buddychat.graphql.ConnectionContext;
import io.buddychat.graphql.Hooks;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Hooks of an embedder, and the settings of sockets that show best with their help.
class HooksOnTheWireTest {

  private static final ConnectionContext.Key<String> TENANT =
      ConnectionContext.Key.of(String.class);

  private Optional<BuddyChatServer> server = Optional.empty();

  private TestClient start(Hooks hooks, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "BUDDYCHAT_PORT", "0",
                "BUDDYCHAT_RATE_LIMIT", "0",
                "BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be",
                "BUDDYCHAT_DATA_DIR", "target/test-data"));
    all.putAll(settings);
    BuddyChatServer started =
        BuddyChatServer.with(Settings.of(all, Optional.empty()))
            .store(new InMemoryStore())
            .passwords(new Pbkdf2Passwords(1, 8))
            .hooks(hooks)
            .start();
    server = Optional.of(started);
    return new TestClient(started.uri());
  }

  @AfterEach
  void stop() {
    server.ifPresent(BuddyChatServer::close);
  }

  private static Hooks tenants() {
    return Hooks.NONE
        .onConnect(
            (connection, payload) -> {
              String tenant = String.valueOf(payload.get("tenant"));
              if (tenant.equals("blocked")) {
                throw new Failure.Forbidden("This tenant is blocked.").asException();
              }
              if (tenant.equals("broken")) {
                throw new IllegalStateException("open-sesame");
              }
              connection.context().put(TENANT, tenant);
              return Map.of("welcome", tenant);
            })
        .around(
            (operation, rest) -> {
              if (operation.connection().context().get(TENANT).equals(Optional.of("silent"))) {
                throw new Failure.Forbidden("This tenant may not ask.").asException();
              }
              return rest.get();
            });
  }

  private static String init(String tenant) {
    return "{\"type\":\"connection_init\",\"payload\":{\"tenant\":\"%s\"}}".formatted(tenant);
  }

  @Test
  void aHookAddsToTheAcknowledgement() {
    TestClient client = start(tenants(), Map.of());
    for (String protocol : List.of("graphql-transport-ws", "graphql-ws")) {
      try (WsClient socket = client.socket(Map.of(), protocol)) {
        socket.send(init("blue"));
        assertThat(socket.next())
            .isEqualTo("{\"type\":\"connection_ack\",\"payload\":{\"welcome\":\"blue\"}}");
      }
    }
  }

  @Test
  void aHookMayRefuseASocket() {
    TestClient client = start(tenants(), Map.of());
    try (WsClient socket = client.socket()) {
      socket.send(init("blocked"));
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(4403, "This tenant is blocked."));
    }
  }

  @Test
  void aHookThatFailsShowsNothingOfIt() {
    TestClient client = start(tenants(), Map.of());
    try (WsClient socket = client.socket()) {
      socket.send(init("broken"));
      assertThat(socket.closed()).isEqualTo(new WsClient.Closed(1013, "Try again later"));
    }
  }

  @Test
  void aBadTokenIsRefusedBeforeAnyHookIsAsked() {
    List<String> asked = new CopyOnWriteArrayList<>();
    TestClient client =
        start(
            Hooks.NONE.onConnect(
                (connection, payload) -> {
                  asked.add("asked");
                  return Map.of();
                }),
            Map.of());
    try (WsClient socket = client.socket()) {
      socket.send(TestClient.init("JWT forged"));
      assertThat(socket.closed().code()).isEqualTo(4403);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void whatAHookKeepsLastsAsLongAsTheSocket() {
    TestClient client = start(tenants(), Map.of());
    for (String tenant : List.of("silent", "blue")) {
      try (WsClient socket = client.socket()) {
        socket.send(init(tenant));
        assertThat(socket.next()).contains("connection_ack");
        for (String id : List.of("1", "2")) {
          socket.send(TestClient.subscribe(id, "{ __typename }"));
          if (tenant.equals("silent")) {
            assertThat(socket.next())
                .contains("\"error\"", "This tenant may not ask.", "FORBIDDEN");
          } else {
            assertThat(socket.next()).contains("\"next\"", "Query");
            assertThat(socket.next()).contains("\"complete\"");
          }
        }
      }
    }
  }

  @Test
  void operationsByHttpGoThroughTheHooksToo() {
    TestClient client =
        start(
            Hooks.NONE.around(
                (operation, rest) -> {
                  throw new Failure.Forbidden("Closed.").asException();
                }),
            Map.of());
    assertThat(client.post("{ __typename }").at("/errors/0/message")).isEqualTo("Closed.");
  }

  @Test
  void connectionsAreToldTheirIdsIfSo() {
    List<String> ids = new CopyOnWriteArrayList<>();
    TestClient client =
        start(
            Hooks.NONE.onConnect(
                (connection, payload) -> {
                  ids.add(connection.id());
                  return Map.of();
                }),
            Map.of("BUDDYCHAT_WS_CONNECTION_ID", "true"));
    for (int i = 0; i < 2; i++) {
      try (WsClient socket = client.socket()) {
        socket.send("{\"type\":\"connection_init\"}");
        assertThat(socket.next())
            .isEqualTo(
                "{\"type\":\"connection_ack\",\"payload\":{\"connectionId\":\"%s\"}}"
                    .formatted(ids.get(i)));
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  /// However many are sent, one runs at a time, and they are answered in the order in which they
  /// were sent.
  @Test
  void inStrictOrderOneRunsAtATime() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    TestClient client =
        start(
            Hooks.NONE.around(
                (operation, rest) -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  LockSupport.parkNanos(2_000_000);
                  running.decrementAndGet();
                  return rest.get();
                }),
            Map.of("BUDDYCHAT_WS_STRICT_ORDER", "true"));
    try (WsClient socket = client.socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      for (int i = 0; i < 60; i++) {
        socket.send(TestClient.subscribe("op" + i, "{ __typename }"));
      }
      for (int i = 0; i < 60; i++) {
        assertThat(socket.next()).contains("\"op" + i + "\"", "\"next\"");
        assertThat(socket.next()).contains("\"op" + i + "\"", "\"complete\"");
      }
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void theOlderProtocolConfirmsASubscriptionAsTheSettingSays() {
    TestClient client =
        start(
            Hooks.NONE,
            Map.of("BUDDYCHAT_WS_OLDER_CONFIRMATION", "{\"data\":null,\"errors\":null}"));
    TestClient.Login ann = client.join("ann.example");
    try (WsClient socket = client.socket(Map.of(), "graphql-ws")) {
      socket.send(TestClient.init("JWT " + ann.token()));
      assertThat(socket.next()).contains("connection_ack");
      socket.send(
          TestClient.subscribe("1", "subscription { subscribe { success } }")
              .replace("\"subscribe\",", "\"start\",")
              .replace("\"type\":\"subscribe\"", "\"type\":\"start\""));
      assertThat(TestClient.nextOf(socket))
          .isEqualTo(
              "{\"id\":\"1\",\"type\":\"data\",\"payload\":{\"data\":null,\"errors\":null}}");
      assertThat(TestClient.nextOf(socket)).contains("\"success\":true");
    }
  }
}
