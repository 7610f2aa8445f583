package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.user.Passwords;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.contract.Troubled;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Whatever goes wrong inside, wherever: the client is told INTERNAL and an id that is in the log,
/// and nothing of what it was.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MaskedErrorsTest {

  private static final String SECRET = "open-sesame: SELECT secret FROM users at /etc/passwd";
  private static final Pattern INSIDE =
      Pattern.compile(
          "open-sesame|SELECT|/etc/|Exception|io\\.buddychat|java\\.|org\\.|\\.java:"
              + "|LinkedHashMap|ArrayList|[A-Z]\\w+Value\\b");
  private static final String TALKING =
      "mutation { createSelfChat { chat { id user { id username } chatMessages { edges { node { id"
          + " } } } } } }";

  private final AtomicInteger calls = new AtomicInteger(Integer.MIN_VALUE);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final TestServer server = TestServer.on(new Troubled(new InMemoryStore(), this::step));
  private final TestClient client = server.client();
  private TestClient.Login login;

  @BeforeEach
  void start() {
    log.start();
    root.addAppender(log);
    login = client.join("ann.example");
  }

  @AfterEach
  void stop() {
    calm();
    server.close();
    root.detachAppender(log);
  }

  private void step() {
    if (calls.incrementAndGet() == 0) {
      throw new IllegalStateException(SECRET);
    }
  }

  /// Has the n-th call from now on go wrong.
  private void failAt(int n) {
    calls.set(-n);
  }

  /// @return whether it has gone wrong
  private boolean calm() {
    return calls.getAndSet(Integer.MIN_VALUE) >= 0;
  }

  private String logged() {
    synchronized (log) {
      return List.copyOf(log.list).stream()
          .map(event -> event.getFormattedMessage() + " " + event.getMDCPropertyMap())
          .reduce("", (a, b) -> a + "\n" + b);
    }
  }

  /// @return the ids in it
  private List<String> assertMasked(String body) {
    assertThat(body).doesNotContainPattern(INSIDE);
    List<String> ids = new ArrayList<>();
    TestClient.json(body).findParents("errorId").forEach(at -> ids.add(errorId(at)));
    return ids;
  }

  private String errorId(JsonNode extensions) {
    String id = extensions.get("errorId").asText();
    assertThat(extensions.get("code").asText()).isEqualTo("INTERNAL");
    assertThat(logged()).contains(id);
    return id;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TALKING,
        "{ me { id username chats { edges { node { id lastMessage { id } } } } } }",
        "mutation { updateUser(bio: \"Canary-content\") { user { bio } } }",
        "mutation { login(username: \"ann.example\", password: \"Secret123\") { token } }",
      })
  void everyCallOfTheStoreMayFail(String document) {
    int failed = 0;
    for (int n = 1; ; n++) {
      failAt(n);
      Reply reply = client.post(document, login.token());
      if (!calm()) {
        break;
      }
      assertThat(assertMasked(reply.body())).as(reply.body()).isNotEmpty();
      assertThat(logged()).contains(reply.header("X-Request-Id").orElseThrow());
      failed++;
    }
    assertThat(failed).isGreaterThan(1);
    assertNoSecretIsLogged();
  }

  private void assertNoSecretIsLogged() {
    @SuppressWarnings("unchecked") // what logback.xml says
    var encoder = ((OutputStreamAppender<ILoggingEvent>) root.getAppender("STDERR")).getEncoder();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      assertThat(new String(encoder.encode(event), StandardCharsets.UTF_8))
          .doesNotContain(login.token(), login.refreshToken(), "Secret123", "Canary-content");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"graphql-transport-ws", "graphql-ws"})
  void overASocketToo(String subprotocol) {
    boolean older = subprotocol.equals("graphql-ws");
    int failed = 0;
    boolean again = true;
    for (int n = 1; again; n++) {
      try (WsClient socket = client.socket(Map.of(), subprotocol)) {
        socket.send(TestClient.init("JWT " + login.token()));
        assertThat(socket.next()).contains("connection_ack");
        failAt(n);
        String subscribe = TestClient.subscribe("1", TALKING);
        socket.send(older ? subscribe.replace("\"subscribe\"", "\"start\"") : subscribe);
        String frame = socket.next();
        while (frame.contains("\"ka\"")) {
          frame = socket.next();
        }
        again = calm();
        if (again) {
          assertThat(assertMasked(frame)).as(frame).isNotEmpty();
          failed++;
        }
      }
    }
    assertThat(failed).isGreaterThan(1);
  }

  @Test
  void anIntroductionThatCannotBeDecidedSaysNothing() {
    try (WsClient socket = client.socket()) {
      failAt(1);
      socket.send(TestClient.init("JWT " + login.token()));
      var closed = socket.closed();
      assertThat(closed.code()).isEqualTo(1013);
      assertThat(closed.reason()).doesNotContainPattern(INSIDE);
    }
  }

  @Test
  void aSubscriptionWhoseEventCannotBeToldEndsMasked() {
    String cursor = client.post("{ inboxHead }", login.token()).at("/data/inboxHead");
    var _ = client.post("mutation { updateUser(bio: \"b\") { user { id } } }", login.token());
    String document =
        "subscription { inbox(after: \"%s\") { operation payload { ... on UserChanged { user { id } } } } }"
            .formatted(cursor);
    int failed = 0;
    boolean told = false;
    for (int n = 1; !told; n++) {
      try (WsClient socket = client.socketOf(login)) {
        failAt(n);
        socket.send(TestClient.subscribe("1", document));
        String frame = socket.next();
        while (!frame.contains("INTERNAL") && !frame.contains("USER_UPDATED")) {
          frame = socket.next();
        }
        calm();
        told = frame.contains("USER_UPDATED");
        if (!told) {
          assertThat(assertMasked(frame)).as(frame).isNotEmpty();
          failed++;
        }
      }
    }
    assertThat(failed).isGreaterThan(1);
  }

  @Test
  void passwordsThatCannotBeHashedAreNoAnswer() {
    Passwords broken =
        new Passwords() {
          @Override
          public String hash(String password) {
            throw new IllegalStateException(SECRET + password);
          }

          @Override
          public boolean matches(String password, Optional<String> hash) {
            throw new IllegalStateException(SECRET);
          }

          @Override
          public boolean isOutdated(String hash) {
            return false;
          }
        };
    try (TestServer other = TestServer.start(Map.of(), broken)) {
      Reply reply = other.client().post(TestClient.logInDocument("ann.example"));
      assertThat(assertMasked(reply.body())).hasSize(1);
    }
  }

  @Test
  void filesThatCannotBeKeptAreNoAnswer(@TempDir Path folder) throws IOException {
    try (TestServer other = TestServer.start(Map.of("BUDDYCHAT_DATA_DIR", folder.toString()))) {
      FileClient ann = FileClient.join(other.uri(), "ann.example", 1);
      try (var files = Files.walk(folder)) {
        for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          if (!each.equals(folder)) {
            Files.delete(each);
          }
        }
      }
      Files.delete(folder);
      Files.writeString(folder, "a file where the folder was");
      var got = ann.posts(FileClient.form(FileClient.part("file", "a", "text/plain", new byte[9])));
      assertThat(got.status()).isEqualTo(500);
      assertThat(assertMasked(got.text())).hasSize(1);
    }
  }

  @Test
  void whatAHandlerThrowsIsMaskedToo() throws Exception {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Handler failing =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            throw new IllegalStateException(SECRET);
          }
        };
    HttpFront front = new HttpFront("127.0.0.1", 0, threads, HttpFront.Served.only(failing));
    front.bind();
    front.start();
    try (RawClient raw = new RawClient(URI.create("http://127.0.0.1:" + front.port()))) {
      raw.send("GET / HTTP/1.1\nHost: a\n\n");
      RawClient.Answer answer = raw.answer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(assertMasked(answer.body())).hasSize(1);
      assertThat(answer.head()).contains("X-Request-Id");
    } finally {
      front.stop();
      threads.close();
    }
  }
}
