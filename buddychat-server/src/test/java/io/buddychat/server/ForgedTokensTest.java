package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Login;
import io.buddychat.server.TestClient.Reply;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No token but those which were given out is taken, over HTTP or a socket; and whoever shows one
/// is told nothing but that it is not valid.
class ForgedTokensTest {

  private static final String KEY = "a key of these tests, and it is long enough";
  private static final String ME = "{ me { username } }";
  private static final String REFUSED = "The token is not valid.";
  private static final String NEWER = "graphql-transport-ws";
  private static final String OLDER = "graphql-ws";

  private final TestServer server = TestServer.start(Map.of("BUDDYCHAT_JWT_SECRET", KEY));
  private final TestClient client = server.client();
  private Login ann;
  private Map<String, String> forged;

  @BeforeEach
  void join() {
    ann = client.join("ann.example");
    forged =
        ForgedTokens.of(
            KEY,
            ann.token(),
            ann.refreshToken(),
            server.clock().instant().truncatedTo(ChronoUnit.SECONDS));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply me(String authorization) {
    return client.post(ME, Map.of(), Map.of("Authorization", authorization));
  }

  @Test
  void noneIsTakenOverHttp() {
    assertThat(forged).hasSizeGreaterThanOrEqualTo(60);
    assertThat(me("Bearer " + ann.token()).at("/data/me/username")).isEqualTo("ann.example");
    String refusal = me("Bearer nonsense").body();
    assertThat(refusal).contains(REFUSED).contains("UNAUTHENTICATED");
    List<String> wrong = new ArrayList<>();
    forged.forEach(
        (how, token) -> {
          for (String scheme : List.of("Bearer ", "JWT ")) {
            String answer = me(scheme + token).body();
            if (!answer.equals(refusal)) {
              wrong.add(how + ": " + answer);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void noneIsTakenOverASocket() {
    List<String> wrong = new ArrayList<>();
    forged.forEach(
        (how, token) -> {
          // The introduction may leave the scheme out, so there it is none too many.
          if (!how.equals("the scheme twice")) {
            WsClient.Closed closed = introduced(token, NEWER).closedAtLast();
            if (!closed.equals(new WsClient.Closed(4403, REFUSED))) {
              wrong.add(how + ": " + closed);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void theOlderProtocolTakesNoneEither() {
    for (String how : List.of("alg none, no signature", "no signature", "a refresh token")) {
      WsClient socket = introduced(forged.get(how), OLDER);
      String answer = socket.next();
      assertThat(answer).as(how).contains("connection_error").contains(REFUSED);
      socket.close();
    }
  }

  @Test
  void verifyTokenKnowsNoneOfThem() {
    forged.forEach(
        (how, token) -> {
          Reply reply =
              client.post(
                  "mutation ($token: String!) { verifyToken(token: $token) { payload } }",
                  Map.of("token", token),
                  Map.of());
          assertThat(reply.at("/errors/0/message")).as(how).isEqualTo(REFUSED);
        });
  }

  @Test
  void anAccessTokenRefreshesNothing() {
    forged.put("a genuine access token", ann.token());
    forged.remove("a refresh token");
    forged.forEach(
        (how, token) -> {
          Reply reply =
              client.post(
                  "mutation ($token: String!) { refreshToken(refreshToken: $token) { token } }",
                  Map.of("token", token),
                  Map.of());
          assertThat(reply.at("/errors/0/message"))
              .as(how)
              .isEqualTo("The refresh token is not valid.");
        });
    assertThat(
            client
                .post(
                    "mutation { refreshToken(refreshToken: \""
                        + ann.refreshToken()
                        + "\") { token } }")
                .at("/data/refreshToken/token"))
        .isNotEmpty();
  }

  @Test
  void twoHeadersAreOneTooMany() {
    String host = server.uri().getAuthority();
    String body = "{\"query\":\"" + ME + "\"}";
    for (List<String> pair :
        List.of(
            List.of(ann.token(), ann.token()),
            List.of("forged", ann.token()),
            List.of(ann.token(), "forged"))) {
      String answer =
          Raw.whole(
              server.uri(),
              "POST /graphql HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(host, pair.getFirst(), pair.getLast(), body.length(), body));
      assertThat(answer).contains("UNAUTHENTICATED").doesNotContain("ann.example");
    }
  }

  @Test
  void aTokenOfAMegabyteIsNotRead() {
    String huge = "x".repeat(1 << 20);
    String answer =
        Raw.whole(
            server.uri(),
            "GET /graphql?query={me{id}} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(huge));
    // The server may hang up while most of it is still on its way.
    assertThat(answer)
        .satisfiesAnyOf(
            it -> assertThat(it).isEmpty(),
            it -> assertThat(it).startsWith("HTTP/1.1 4").doesNotContain("xxxx"));
    WsClient socket = introduced("x".repeat(500_000), NEWER);
    assertThat(socket.closedAtLast()).isEqualTo(new WsClient.Closed(4403, REFUSED));
  }

  @Test
  void lettersBeyondAsciiAreNoToken() {
    String answer =
        Raw.whole(
            server.uri(),
            "GET /graphql?query=%7Bme%7Bid%7D%7D HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer \u00e9\u00ff\r\n\r\n");
    assertThat(answer)
        .satisfiesAnyOf(
            it -> assertThat(it).contains("UNAUTHENTICATED"),
            it -> assertThat(it).startsWith("HTTP/1.1 400"));
  }

  @Test
  void whatWasGenuineOnceIsToldApartOnlyForWhoHasIt() {
    String deleting = "mutation { deleteUser(password: \"Secret123\") { userId } }";
    Login bob = client.join("bob.example", "15112345679");
    client.post(deleting, bob.token());
    assertThat(me("Bearer " + bob.token()).at("/errors/0/message"))
        .as("a person who is no more")
        .isEqualTo("The session has ended.");
    Login other = client.logIn("ann.example");
    var _ = client.revoke(other);
    assertThat(me("Bearer " + other.token()).at("/errors/0/message"))
        .isEqualTo("The session has ended.");
    server.clock().advance(Duration.ofHours(2));
    assertThat(me("Bearer " + ann.token()).at("/errors/0/message"))
        .isEqualTo("The token has expired.");
  }

  private WsClient introduced(String token, String protocol) {
    WsClient socket = client.socket(Map.of(), protocol);
    socket.send(
        TestClient.text(Map.of("type", "connection_init", "payload", Map.of("token", token))));
    return socket;
  }
}
