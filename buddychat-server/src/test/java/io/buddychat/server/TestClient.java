package io.buddychat.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.buddychat.testkit.ws.JdkWsClient;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A client as a test needs it: it asks, and shows all of the answer.
final class TestClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Of everybody who joins.
  private static final String PASSWORD = "Secret123";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI uri;

  TestClient(URI uri) {
    this.uri = uri;
  }

  /// An HTTP answer.
  record Reply(int status, Map<String, String> headers, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /// What stands at this place, such as `/data/me/username`.
    String at(String pointer) {
      return json().at(pointer).asText();
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /// What a login gave.
  record Login(String token, String refreshToken) {}

  Reply post(String query) {
    return post(query, Map.of(), Map.of());
  }

  Reply post(String query, String token) {
    return post(query, Map.of(), Map.of("Authorization", "JWT " + token));
  }

  Reply post(String query, Map<String, ?> variables, Map<String, String> headers) {
    try {
      return postBody(
          JSON.writeValueAsString(Map.of("query", query, "variables", variables)), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Posts this very body, as JSON unless the headers say otherwise.
  Reply postBody(String body, Map<String, String> headers) {
    return send("POST", "", BodyPublishers.ofString(body), headers);
  }

  /// Gets the address with this behind it, such as `?query=...`.
  Reply get(String rest, Map<String, String> headers) {
    return send("GET", rest, BodyPublishers.noBody(), headers);
  }

  Reply send(
      String method, String rest, HttpRequest.BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri + rest)).method(method, body);
    if (!headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response
          .headers()
          .map()
          .forEach((name, values) -> received.put(name, String.join(", ", values)));
      return new Reply(response.statusCode(), received, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Creates an account and logs in.
  Login join(String username) {
    return join(username, "15112345678");
  }

  /// With a phone number that nobody else has.
  Login join(String username, String number) {
    post(
        """
        mutation ($name: String!, $mail: String!, $number: String!) {
          createUser(username: $name, email: $mail, password: "Secret123", firstName: "Ann",
            lastName: "Example", phoneNumber: {number: $number, countryCode: "49"}) {
            user { username }
          }
        }
        """,
        Map.of("name", username, "mail", username + "@example.org", "number", number),
        Map.of());
    return logIn(username);
  }

  Login logIn(String username) {
    return logIn(username, PASSWORD);
  }

  Login logIn(String username, String password) {
    Reply reply = post(logInDocument(username, password));
    return new Login(reply.at("/data/login/token"), reply.at("/data/login/refreshToken"));
  }

  static String logInDocument(String username) {
    return logInDocument(username, PASSWORD);
  }

  private static String logInDocument(String username, String password) {
    return "mutation { login(username: \"%s\", password: \"%s\") { token refreshToken } }"
        .formatted(username, password);
  }

  /// Ends the session of a login.
  Reply revoke(Login login) {
    return post(
        "mutation { revokeToken(refreshToken: \"%s\") { revoked } }"
            .formatted(login.refreshToken()));
  }

  /// Opens a socket that speaks today's protocol.
  WsClient socket() {
    return socket(Map.of(), "graphql-transport-ws");
  }

  WsClient socket(Map<String, String> headers, String... subprotocols) {
    return JdkWsClient.connect(
        URI.create(uri.toString().replaceFirst("http", "ws")), headers, subprotocols);
  }

  /// Opens a socket and introduces itself with this token.
  WsClient socketOf(Login login) {
    WsClient socket = socket();
    socket.send(init("JWT " + login.token()));
    String answer = socket.next();
    if (!answer.contains("connection_ack")) {
      throw new AssertionError(answer);
    }
    return socket;
  }

  static String init(String authorization) {
    return "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"%s\"}}"
        .formatted(authorization);
  }

  static String subscribe(String id, String query) {
    return subscribe(id, query, Map.of());
  }

  static String subscribe(String id, String query, Map<String, ?> variables) {
    try {
      return JSON.writeValueAsString(
          Map.of(
              "type",
              "subscribe",
              "id",
              id,
              "payload",
              Map.of("query", query, "variables", variables)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As JSON.
  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next message of a socket that says more than that it is alive, as the older protocol does.
  static String nextOf(WsClient socket) {
    String next = socket.next();
    while (next.equals("{\"type\":\"ka\"}")) {
      next = socket.next();
    }
    return next;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
