package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.server.TestClient.Reply;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Each audit of GraphQL over HTTP, so that the build notices what they would without Node.js. The
/// audits themselves run in `.ci/run`, which also holds this table against them.
class HttpAuditsTest {

  private static final String NOTHING = "-";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{1} {0}")
  @CsvFileSource(
      resources = "audits.csv",
      delimiter = '|',
      quoteCharacter = '\0',
      commentCharacter = '#',
      numLinesToSkip = 1)
  void holds(
      String id,
      String level,
      String method,
      String contentType,
      String accept,
      String request,
      int status,
      String answer) {
    Map<String, String> headers = new HashMap<>();
    if (!accept.equals(NOTHING)) {
      headers.put("Accept", accept);
    }
    Reply reply =
        method.equals("GET")
            ? server.client().get(encoded(request), headers)
            : server
                .client()
                .send(
                    method,
                    "",
                    request.equals(NOTHING)
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(request),
                    with(headers, "Content-Type", contentType));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    String[] expected = answer.split(" ", 2);
    assertThat(reply.header("Content-Type")).contains(expected[1] + "; charset=utf-8");
    assertThat(reply.json().has("data")).as(reply.body()).isEqualTo(expected[0].equals("data"));
    assertThat(reply.json().has("errors")).as(reply.body()).isEqualTo(expected[0].equals("errors"));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    headers.put(name, value);
    return headers;
  }

  /// Encodes the values behind a question mark.
  private static String encoded(String parameters) {
    return Arrays.stream(parameters.substring(1).split("&", -1))
        .map(parameter -> parameter.split("=", 2))
        .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }
}
