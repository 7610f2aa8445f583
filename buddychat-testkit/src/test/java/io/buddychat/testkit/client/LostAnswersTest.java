package io.buddychat.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a client makes of answers that do not come, or come from something in between.
@Timeout(60)
class LostAnswersTest {

  private static final Pace PACE =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20), 3);
  private static final Chat CHAT = new Chat("chat", someone(), false, 0, Optional.empty());

  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private HttpServer server;
  private BuddyChatClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/graphql", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql");
    client = BuddyChatClient.in(Transport.http(uri), PACE).resume(new Tokens("token", "refresh"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private static User someone() {
    return new User(
        "u", "boris", "B", "B", Optional.empty(), Optional.empty(), Instant.EPOCH, false);
  }

  /// An empty answer is none at all: the connection ends; `502` is one of a proxy.
  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(Json.read(new String(body, StandardCharsets.UTF_8)).orElseThrow());
    String answer = answers.remove(0);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    if (!answer.isEmpty()) {
      exchange.sendResponseHeaders(answer.startsWith("<") ? 502 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private synchronized void willAnswer(String... all) {
    answers.addAll(List.of(all));
  }

  private synchronized List<String> asked(String pointer) {
    return asked.stream().map(each -> each.at(pointer).asText()).toList();
  }

  @Test
  void aMessageIsSentAgainUnderItsIdUntilThereIsAnAnswer() {
    willAnswer(
        "",
        "<html>Bad gateway</html>",
        "",
        "{\"data\":{\"sent\":{\"duplicate\":true,\"copy\":null}}}");
    Sent sent = client.send(CHAT, "Hello", List.of(), "id of one's own");
    assertThat(sent).isEqualTo(new Sent(Optional.empty(), true));
    assertThat(asked("/variables/key")).hasSize(4).containsOnly("id of one's own");
  }

  @Test
  void withoutAnIdOfOnesOwnItHasOneThatStaysTheSame() {
    willAnswer("", "", "", "");
    assertThatThrownBy(() -> client.send(CHAT, "Hello")).isInstanceOf(UncheckedIOException.class);
    assertThat(asked("/variables/key")).hasSize(PACE.repeats() + 1);
    assertThat(asked("/variables/key").stream().distinct()).singleElement().asString().isNotBlank();
  }

  @Test
  void whatMayDoHarmTwiceIsAskedOnce() {
    willAnswer("");
    assertThatThrownBy(() -> client.query("mutation { createSelfChat { chat { id } } }", Map.of()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void anAnswerOfSomethingInBetweenIsNone() {
    willAnswer("<html>Bad gateway</html>");
    assertThatThrownBy(client::inboxHead)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("502");
    willAnswer("[]", "{}");
    assertThatThrownBy(client::inboxHead).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(client::inboxHead).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatWasPartlyDoneIsNotAskedAgainWithANewToken() {
    willAnswer(
        "{\"data\":{\"a\":{\"done\":true},\"b\":null},\"errors\":[{\"message\":\"No.\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}");
    assertThatThrownBy(() -> client.query("mutation { a b }", Map.of()))
        .isInstanceOf(RefusedException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void anErrorOfTheServersOwnSaysUnderWhichId() {
    willAnswer(
        "{\"errors\":[{\"message\":\"Ours.\",\"extensions\":{\"code\":\"INTERNAL\",\"errorId\":\"17\"}}]}");
    assertThatThrownBy(client::inboxHead)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.errorId()).contains("17"));
  }

  @Test
  void aTokenIsShownToItsOwnServerAlone() {
    for (String file : List.of("//elsewhere.example/f", "http://elsewhere.example/f")) {
      Attachment attachment = new Attachment("a", file, "f", "text/plain", 1);
      assertThatThrownBy(() -> client.download(attachment))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(new Tokens("hidden", "hidden").toString()).doesNotContain("hidden");
    assertThat(new NewUser("ann", "m", "hidden", "f", "l", "1", "2").toString())
        .doesNotContain("hidden");
  }
}
