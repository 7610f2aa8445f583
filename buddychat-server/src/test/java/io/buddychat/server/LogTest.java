package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What the program writes, whatever happens to it: one line for each event, and no secret.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LogTest {

  private static final String DATABASE_PASSWORD = "Canary-database-1";
  private static final String JWT_SECRET = "Canary-jwt-secret-as-long-as-it-must-be";
  private static final String PASSWORD = "Canary-password-1";
  private static final String CONTENT = "Canary-content";
  private static final String BEARER = "Canary-token";
  private static final Pattern LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z (INFO |WARN |ERROR) \\w+ \\S+ .*");

  @TempDir Path folder;

  private ServerProcess start(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("BUDDYCHAT_PORT", "0");
    all.put("BUDDYCHAT_JWT_SECRET", JWT_SECRET);
    all.put("BUDDYCHAT_DB_URL", "jdbc:h2:" + folder.resolve("chat"));
    all.put("BUDDYCHAT_DB_USER", "chat");
    all.put("BUDDYCHAT_DB_PASSWORD", DATABASE_PASSWORD);
    return ServerProcess.start(folder, all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void noSecretGetsOutWhateverHappens(String format) throws IOException {
    try (ServerProcess process = start(Map.of("BUDDYCHAT_LOG_FORMAT", format))) {
      URI uri = process.ready();
      TestClient client = new TestClient(uri);
      TestClient.Login login = joins(client);
      mistakes(client, login);
      hostile(uri);
      try (WsClient socket = client.socket()) {
        socket.send(TestClient.init(BEARER));
        assertThat(socket.closed().code()).isEqualTo(4403);
      }
      process.terminate();
      assertThat(process.exitCode()).isZero();
      String log = process.errors();
      assertThat(log).contains("Stopped");
      assertThat(log + process.line().orElse(""))
          .doesNotContain("Canary")
          .doesNotContain(login.token())
          .doesNotContain(login.refreshToken());
      assertOneLineEach(log, format);
    }
  }

  private static void assertOneLineEach(String log, String format) {
    assertThat(log.lines())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              if (format.equals("json")) {
                assertThat(TestClient.json(line).has("formattedMessage")).as(line).isTrue();
              } else {
                assertThat(LINE.matcher(line).matches()).as(line).isTrue();
              }
            });
  }

  private static TestClient.Login joins(TestClient client) {
    var created =
        client.post(
            """
            mutation { createUser(username: "ann.example", email: "ann@example.org",
              password: "%s", firstName: "Ann", lastName: "Example",
              phoneNumber: {number: "15112345678", countryCode: "49"}) { user { id } } }
            """
                .formatted(PASSWORD));
    assertThat(created.json().has("errors")).as(created.body()).isFalse();
    return client.logIn("ann.example", PASSWORD);
  }

  private static void mistakes(TestClient client, TestClient.Login login) {
    var _ = client.logIn("ann.example", PASSWORD + "x");
    var _ = client.post("{ me { id } }", BEARER);
    var _ = client.post("{ " + CONTENT + " {", login.token());
    var _ = client.post("{ me { " + CONTENT.replace('-', '_') + " } }", login.token());
    var _ = client.postBody("{\"query\": \"" + CONTENT, Map.of());
    var _ =
        client.post(
            "mutation { createChatMessage(chatId: \"%s\", content: \"%s\") { duplicate } }"
                .formatted(CONTENT, CONTENT),
            login.token());
    var _ = client.post("mutation { refreshToken(refreshToken: \"" + BEARER + "\") { token } }");
    var _ = client.post("mutation { verifyToken(token: \"" + BEARER + "\") { payload } }");
  }

  private static void hostile(URI uri) throws IOException {
    for (String line :
        new String[] {
          "X: \u0000" + CONTENT, "Authorization: " + BEARER + "\nAuthorization: x", BEARER + "\n:"
        }) {
      try (RawClient client = new RawClient(uri)) {
        client.send("POST /" + CONTENT + " HTTP/1.1\nHost: a\nConnection: close\n" + line + "\n\n");
        var _ = client.rest();
      }
    }
  }

  @SuppressWarnings("unchecked") // what logback.xml says
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nERROR forged",
        "a\r\n\tb",
        "a\u2028b",
        "a\u0085b",
        "\u001b[31mred",
        "\u202eback"
      })
  void whatClientsSendNeitherEndsALineNorColoursIt(String hostile) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var encoder =
        ((OutputStreamAppender<ILoggingEvent>)
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("STDERR"))
            .getEncoder();
    LoggingEvent event =
        new LoggingEvent(
            "",
            context.getLogger("a.Logger"),
            Level.ERROR,
            "{} failed",
            new IllegalStateException(hostile),
            new Object[] {hostile});
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertThat(line).endsWith("\n");
    assertThat(line.substring(0, line.length() - 1))
        .contains("failed", "IllegalStateException")
        .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\u202e]");
  }
}
