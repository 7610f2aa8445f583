package io.buddychat.testkit.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32;

/// Asks a BuddyChat server over HTTP. Any number of threads may share one.
public final class GraphQlClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "Correct-Horse-7";

  private final URI uri;

  public GraphQlClient(URI uri) {
    this.uri = uri;
  }

  /// The whole answer, with `data` and maybe `errors`.
  ///
  /// @param token empty for what needs none
  /// @throws UncheckedIOException when there is no answer: whether the server has done what it was
  ///   asked is then unknown
  public JsonNode post(String query, Map<String, ?> variables, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body(query, variables)));
    if (!token.isEmpty()) {
      request.header("Authorization", "JWT " + token);
    }
    try {
      return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server answers", e);
    }
  }

  /// What was asked for.
  ///
  /// @throws Refused if the answer has an error
  public JsonNode data(String query, Map<String, ?> variables, String token) {
    JsonNode answer = post(query, variables, token);
    if (answer.has("errors") || !answer.has("data")) {
      throw new Refused(answer.toString());
    }
    return answer.get("data");
  }

  /// The server answered, but not with what was asked for.
  public static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String answer) {
      super(answer);
    }
  }

  /// Makes an account.
  ///
  /// @return the person's id
  public String signUp(String username) {
    CRC32 digits = new CRC32();
    digits.update(username.getBytes(StandardCharsets.UTF_8));
    return data(
            """
            mutation ($name: String!, $mail: String!, $password: String!, $number: String!) {
              createUser(username: $name, email: $mail, password: $password, firstName: "Ann",
                lastName: "Example", phoneNumber: {number: $number, countryCode: "49"}) {
                user { id }
              }
            }
            """,
            Map.of(
                "name",
                username,
                "mail",
                username + "@example.org",
                "password",
                PASSWORD,
                "number",
                "1" + (1_000_000_000L + digits.getValue())),
            "")
        .at("/createUser/user/id")
        .asText();
  }

  /// Begins a session of somebody who has [signed up][#signUp].
  ///
  /// @return the token
  public String logIn(String username) {
    return data(
            """
            mutation ($name: String!, $password: String!) {
              login(username: $name, password: $password) { token }
            }
            """,
            Map.of("name", username, "password", PASSWORD),
            "")
        .at("/login/token")
        .asText();
  }

  /// What is posted for a query with these variables.
  public static byte[] body(String query, Map<String, ?> variables) {
    try {
      return JSON.writeValueAsBytes(Map.of("query", query, "variables", variables));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
