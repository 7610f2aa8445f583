package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.server.TestClient.Login;
import io.buddychat.server.TestClient.Reply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GraphQL over Server-Sent Events, as a client meets it.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EventStreamsTest {

  private static final String COMPLETE = "event: complete\ndata:\n\n";
  private static final String SUBSCRIBE = "subscription { subscribe { success } }";
  private static final Map<String, String> EVENTS = Map.of("Accept", "text/event-stream");

  private TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart(Map<String, String> settings) {
    server.close();
    server = TestServer.start(settings);
  }

  private Login ann() {
    return server.client().join("ann.example");
  }

  private EventReader get(String document, String token) {
    return EventReader.get(server.uri(), document, token);
  }

  private EventReader active(Login login) {
    EventReader reader = get(SUBSCRIBE, login.token());
    assertThat(reader.next().data()).isEqualTo("{\"data\":{\"subscribe\":{\"success\":true}}}");
    return reader;
  }

  /// Sends to oneself, which the stream must show.
  private void write(Login login, String content) {
    Reply chat = server.client().post("mutation { createSelfChat { chat { id } } }", login.token());
    Reply sent =
        server
            .client()
            .post(
                "mutation { createChatMessage(chatId: \"%s\", content: \"%s\") { chatMessage { id } } }"
                    .formatted(chat.at("/data/createSelfChat/chat/id"), content),
                login.token());
    assertThat(sent.json().has("errors")).as(sent.body()).isFalse();
  }

  private static String code(EventReader.Event event) {
    return TestClient.json(event.data()).at("/errors/0/extensions/code").asText();
  }

  private static void assertToldThatItEnds(EventReader reader) {
    EventReader.Event last = reader.next();
    assertThat(last.name()).isEqualTo("next");
    assertThat(code(last)).isEqualTo("UNAUTHENTICATED");
    assertThat(reader.rest()).isEqualTo(COMPLETE);
  }

  @Test
  void aQueryIsOneNextAndComplete() {
    String whole = "event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\n" + COMPLETE;
    try (EventReader byGet = get("{ __typename }", "");
        EventReader byPost = EventReader.post(server.uri(), "{\"query\":\"{ __typename }\"}", "")) {
      assertThat(byGet.status()).isEqualTo(200);
      assertThat(byGet.rest()).isEqualTo(whole);
      assertThat(byPost.rest()).isEqualTo(whole);
    }
  }

  @Test
  void theHeadTellsEverybodyBetweenToPassItOn() {
    try (EventReader reader = get("{ __typename }", "")) {
      assertThat(reader.head())
          .contains("Content-Type: text/event-stream; charset=utf-8\n")
          .contains("Cache-Control: no-store\n")
          .contains("X-Accel-Buffering: no\n")
          .contains("X-Content-Type-Options: nosniff\n");
    }
  }

  @Test
  void aMutationRunsByPostAlone() {
    String token = ann().token();
    String document = "mutation { createSelfChat { chat { archived } } }";
    try (EventReader byGet = get(document, token);
        EventReader byPost =
            EventReader.post(server.uri(), "{\"query\":\"" + document + "\"}", token)) {
      assertThat(byGet.status()).isEqualTo(405);
      assertThat(byPost.next().data())
          .isEqualTo("{\"data\":{\"createSelfChat\":{\"chat\":{\"archived\":false}}}}");
    }
  }

  @Test
  void aDocumentThatIsNotValidIsANextWith200() {
    try (EventReader reader = get("{ nope }", "")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(code(reader.next())).isEqualTo("INVALID_INPUT");
      assertThat(reader.rest()).isEqualTo(COMPLETE);
    }
  }

  @Test
  void whatIsNoRequestIsRefusedByHttp() {
    TestClient client = server.client();
    assertThat(client.postBody("{", EVENTS).status()).isEqualTo(400);
    assertThat(
            client
                .postBody("{}", Map.of("Accept", "text/event-stream", "Content-Type", "text/plain"))
                .status())
        .isEqualTo(415);
    assertThat(client.postBody("{", EVENTS).header("Content-Type"))
        .contains("application/json; charset=utf-8");
  }

  @Test
  void theFirstEventOfASubscriptionSaysThatItIsActiveAndTheFramesFollow() {
    Login ann = ann();
    try (EventReader reader = active(ann)) {
      write(ann, "one\\ntwo");
      JsonNode frame = TestClient.json(reader.next().data());
      assertThat(frame.at("/operation").asText()).isEqualTo("CHAT_MESSAGE_CREATED");
      assertThat(frame.at("/payload/chatMessage/message/content").asText()).isEqualTo("one\ntwo");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbox(%soperations: [CHAT_MESSAGE_CREATED]) { cursor operation payload { ... on ChatMessageChanged { chatMessage { message { content } } } } }",
        "changes(%skinds: [MESSAGE], action: CREATE) { cursor operation node { ... on ChatMessage { message { content } } } }"
      })
  void whoIsCutOffGoesOnByTheCursorAndMissesNothing(String field) {
    Login ann = ann();
    String document = "subscription { " + field + " }";
    String cursor;
    try (EventReader reader = get(document.formatted(""), ann.token())) {
      assertThat(reader.next().data()).contains("SUBSCRIPTION_ACTIVE");
      write(ann, "first");
      JsonNode event = TestClient.json(reader.next().data()).at("/data").elements().next();
      assertThat(event.toString()).contains("\"first\"");
      cursor = event.at("/cursor").asText();
    }
    write(ann, "second");
    write(ann, "third");
    try (EventReader reader = get(document.formatted("after: \"" + cursor + "\", "), ann.token())) {
      assertThat(reader.next().data()).contains("SUBSCRIPTION_ACTIVE");
      assertThat(reader.next().data()).contains("\"second\"");
      assertThat(reader.next().data()).contains("\"third\"");
      write(ann, "fourth");
      assertThat(reader.next().data()).contains("\"fourth\"");
    }
  }

  @Test
  void withoutATokenTheFieldSaysSoAndTheStreamIsComplete() {
    try (EventReader reader = get(SUBSCRIBE, "")) {
      assertToldThatItEnds(reader);
    }
  }

  @Test
  void aBadTokenHarmsOnlyWhatNeedsAGoodOne() {
    try (EventReader open = get("{ __typename }", "bad");
        EventReader closed = get(SUBSCRIBE, "bad")) {
      assertThat(open.next().data()).contains("\"Query\"");
      assertThat(closed.next().data()).contains("The token is not valid.");
    }
  }

  @Test
  void itEndsWithTheSession() {
    Login ann = ann();
    try (EventReader reader = active(ann)) {
      server.client().revoke(ann);
      assertToldThatItEnds(reader);
    }
  }

  @Test
  void itEndsWhenAnotherSessionChangesThePassword() {
    Login ann = ann();
    try (EventReader reader = active(ann)) {
      Login other = server.client().logIn("ann.example");
      server
          .client()
          .post(
              "mutation { changePassword(oldPassword: \"Secret123\", newPassword: \"Secret124\")"
                  + " { user { id } } }",
              other.token());
      assertToldThatItEnds(reader);
    }
  }

  @Test
  void itEndsWithTheToken() {
    restart(Map.of("BUDDYCHAT_ACCESS_TOKEN_TTL", "PT1S"));
    try (EventReader reader = active(ann())) {
      assertToldThatItEnds(reader);
    }
  }

  @Test
  void silenceIsFilledWithSignsOfLife() {
    restart(Map.of("BUDDYCHAT_WS_PING_INTERVAL", "PT0.1S"));
    try (EventReader reader = active(ann())) {
      assertThat(reader.any().isSignOfLife()).isTrue();
      assertThat(reader.any().isSignOfLife()).isTrue();
    }
  }

  @Test
  void aStopEndsItWithoutCompletingSoThatClientsComeBack() {
    try (EventReader reader = active(ann())) {
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      assertThat(reader.rest()).isEmpty();
      closed.join();
    }
  }

  @Test
  void whatIsOverTheRateHasTheStatusOfThat() {
    for (String status : new String[] {"403", "429"}) {
      restart(Map.of("BUDDYCHAT_RATE_LIMIT", "1", "BUDDYCHAT_RATE_LIMIT_STATUS", status));
      try (EventReader first = get("{ __typename }", "")) {
        assertThat(first.status()).isEqualTo(200);
      }
      try (EventReader second = get("{ __typename }", "")) {
        assertThat(second.status()).isEqualTo(Integer.parseInt(status));
        assertThat(second.head()).contains("Retry-After: ");
        assertThat(code(second.next())).isEqualTo("RATE_LIMITED");
        assertThat(second.rest()).isEqualTo(COMPLETE);
      }
    }
  }

  @Test
  void eachMayHaveOnlySoManyAndThePlaceIsFreeAgainAfterwards() throws Exception {
    restart(Map.of("BUDDYCHAT_SSE_MAX_STREAMS", "1"));
    Login ann = ann();
    Login bob = server.client().join("bob.example", "15112345679");
    try (EventReader _ = active(ann);
        EventReader _ = active(bob)) {
      Reply second =
          server
              .client()
              .postBody(
                  "{\"query\":\"" + SUBSCRIBE + "\"}",
                  Map.of("Accept", "text/event-stream", "Authorization", "JWT " + ann.token()));
      assertThat(second.status()).isEqualTo(403);
      assertThat(second.at("/errors/0/extensions/code")).isEqualTo("RATE_LIMITED");
    }
    EventReader again = get(SUBSCRIBE, ann.token());
    while (again.status() != 200) {
      again.close();
      Thread.sleep(20);
      again = get(SUBSCRIBE, ann.token());
    }
    again.close();
  }

  @Test
  void aSubscriptionByPlainHttpIsToldWhatToDo() {
    assertThat(server.client().post(SUBSCRIBE, ann().token()).at("/errors/0/message"))
        .contains("graphql-transport-ws")
        .contains("text/event-stream");
  }
}
