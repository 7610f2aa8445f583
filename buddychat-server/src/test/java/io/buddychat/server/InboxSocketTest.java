package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.SendMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.user.SignIn;
import io.buddychat.domain.user.Viewer;
import io.buddychat.testkit.MutableClock;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.ForgetfulStore;
import io.buddychat.testkit.memory.InMemoryStore;
import io.buddychat.testkit.ws.WsClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Following the inbox over real sockets: live, cut off, and until the session ends.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InboxSocketTest {

  private static final String INBOX =
      """
      subscription ($after: Cursor) { inbox(after: $after) { cursor operation payload {
        ... on ChatMessageChanged { chatMessage { message { content } } } } } }
      """;

  private final ForgetfulStore store = new ForgetfulStore(new InMemoryStore());
  private final TestServer server =
      TestServer.on(store, new MutableClock(Scene.BEGINNING), Duration.ofSeconds(3));
  private final TestClient client = server.client();
  private final TestClient.Login ann = client.join("ann.example");

  @AfterEach
  void stop() {
    server.close();
  }

  /// The chat of a person with themself.
  private String notes(TestClient.Login login) {
    return client
        .post("mutation { createSelfChat { chat { id } } }", login.token())
        .at("/data/createSelfChat/chat/id");
  }

  private void write(TestClient.Login login, String chat, String content) {
    TestClient.Reply reply =
        client.post(
            "mutation ($chat: ID!, $content: String!) { createChatMessage(chatId: $chat, content: $content) { duplicate } }",
            Map.of("chat", chat, "content", content),
            Map.of("Authorization", "JWT " + login.token()));
    assertThat(reply.at("/data/createChatMessage/duplicate")).as(reply.body()).isEqualTo("false");
  }

  /// Ann writes to herself on another server of the same store, so that nobody is told here and it
  /// must be read.
  private void writeOnAnotherServer(String content) {
    BuddyChat other =
        BuddyChat.on(store)
            .clock(new MutableClock(Scene.BEGINNING.plus(Duration.ofHours(1))))
            .build();
    SignIn.Opened session = other.signIn().logIn("ann.example", "Secret123");
    Viewer viewer = new Viewer(session.user().id(), session.session().id());
    CopyId notes = other.openChat().with(viewer, viewer.user()).mine();
    other.handle(new SendMessage(viewer, Family.CHAT, notes, content, Optional.empty()));
  }

  /// A socket on which somebody follows everything from now on.
  private WsClient follow(TestClient.Login login) {
    WsClient socket = client.socketOf(login);
    socket.send(TestClient.subscribe("1", INBOX));
    assertThat(InboxFollower.operation(socket.next())).isEqualTo("SUBSCRIPTION_ACTIVE");
    return socket;
  }

  private static String content(String frame) {
    return InboxFollower.event(frame).at("/payload/chatMessage/message/content").asText();
  }

  private static JsonNode json(String frame) {
    return TestClient.json(frame);
  }

  @Test
  void whatHappensMeanwhileComesLiveAndWhatWasMissedIsMadeUpFor() {
    String notes = notes(ann);
    String last;
    try (WsClient socket = follow(ann)) {
      write(ann, notes, "Live");
      String frame = socket.next();
      assertThat(content(frame)).isEqualTo("Live");
      last = InboxFollower.cursor(frame);
    }
    write(ann, notes, "Missed");
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(TestClient.subscribe("1", INBOX, Map.of("after", last)));
      assertThat(InboxFollower.cursor(socket.next())).isEqualTo(last);
      assertThat(content(socket.next())).isEqualTo("Missed");
      write(ann, notes, "Live again");
      assertThat(content(socket.next())).isEqualTo("Live again");
    }
  }

  @Test
  void twoSubscriptionsOnOneSocketHaveEachTheirOwnFilter() {
    String notes = notes(ann);
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(
          TestClient.subscribe(
              "messages",
              "subscription { inbox(operations: [CHAT_MESSAGE_CREATED]) { operation } }"));
      assertThat(socket.next()).contains("\"id\":\"messages\"", "SUBSCRIPTION_ACTIVE");
      socket.send(
          TestClient.subscribe(
              "archive", "subscription { inbox(operations: [CHAT_UPDATED]) { operation } }"));
      assertThat(socket.next()).contains("\"id\":\"archive\"", "SUBSCRIPTION_ACTIVE");
      write(ann, notes, "Hello");
      assertThat(socket.next()).contains("\"id\":\"messages\"", "CHAT_MESSAGE_CREATED");
      archive(notes, true);
      assertThat(socket.next()).contains("\"id\":\"archive\"", "CHAT_UPDATED");
      socket.send("{\"type\":\"complete\",\"id\":\"messages\"}");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.next()).contains("pong");
      write(ann, notes, "Nobody listens to messages any more");
      archive(notes, false);
      assertThat(socket.next()).contains("\"id\":\"archive\"", "CHAT_UPDATED");
    }
  }

  @Test
  void changesOfTwoKindsAreTwoStreamsOfOneSocketAndEachIsEndedAlone() {
    String notes = notes(ann);
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(
          TestClient.subscribe(
              "created",
              "subscription { changes(kinds: [MESSAGE], action: CREATE) { action node { __typename } } }"));
      assertThat(socket.next()).contains("\"id\":\"created\"", "\"action\":null");
      socket.send(
          TestClient.subscribe(
              "notes",
              "subscription { changes(id: \"%s\") { action node { ... on Chat { archived } } } }"
                  .formatted(notes)));
      assertThat(socket.next()).contains("\"id\":\"notes\"", "\"action\":null");
      write(ann, notes, "Hello");
      assertThat(socket.next())
          .contains("\"id\":\"created\"", "\"action\":\"CREATE\"", "\"ChatMessage\"");
      archive(notes, true);
      assertThat(socket.next())
          .contains("\"id\":\"notes\"", "\"action\":\"UPDATE\"", "\"archived\":true");
      socket.send("{\"type\":\"complete\",\"id\":\"created\"}");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.next()).contains("pong");
      write(ann, notes, "Nobody listens to new messages any more");
      archive(notes, false);
      assertThat(socket.next()).contains("\"id\":\"notes\"", "\"archived\":false");
    }
  }

  private void archive(String chat, boolean archived) {
    TestClient.Reply reply =
        client.post(
            "mutation { setArchiveChat(chatId: \"%s\", archived: %s) { chat { id } } }"
                .formatted(chat, archived),
            ann.token());
    assertThat(reply.json().has("errors")).as(reply.body()).isFalse();
  }

  @Test
  void aCursorThatIsOutOfReachIsAnErrorAndNoStream() {
    String head = client.post("{ inboxHead }", ann.token()).at("/data/inboxHead");
    store.forgetUpTo(5);
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(TestClient.subscribe("1", INBOX, Map.of("after", head)));
      JsonNode error = json(socket.next());
      assertThat(error.at("/type").asText()).isEqualTo("error");
      assertThat(error.at("/payload/0/extensions/code").asText()).isEqualTo("RESYNC_REQUIRED");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.next()).as("nothing after the error").contains("pong");
    }
  }

  @Test
  void aLogThatForgetsFasterThanItIsReadEndsTheStreamWithAnError() {
    String notes = notes(ann);
    try (WsClient socket = follow(ann)) {
      writeOnAnotherServer("Forgotten before anybody read it");
      store.forgetUpTo(2);
      write(ann, notes, "Kept");
      JsonNode error = json(socket.next());
      assertThat(error.at("/type").asText()).isEqualTo("error");
      assertThat(error.at("/payload/0/extensions/code").asText()).isEqualTo("RESYNC_REQUIRED");
      write(ann, notes, "Kept too");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.next()).as("nothing after the error").contains("pong");
    }
  }

  @Test
  void aForeignCursorIsRefused() {
    TestClient.Login bob = client.join("bob.example", "15112345679");
    String foreign = client.post("{ inboxHead }", bob.token()).at("/data/inboxHead");
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(TestClient.subscribe("1", INBOX, Map.of("after", foreign)));
      JsonNode error = json(socket.next());
      assertThat(error.at("/type").asText()).isEqualTo("error");
      assertThat(error.at("/payload/0/extensions").toString())
          .isEqualTo("{\"code\":\"INVALID_INPUT\",\"field\":\"after\"}");
    }
  }

  @Test
  void loggingOutClosesTheSocketWith4403() {
    TestClient.Login elsewhere = client.logIn("ann.example");
    try (WsClient socket = follow(ann);
        WsClient other = follow(elsewhere)) {
      assertThat(client.revoke(ann).at("/data/revokeToken/revoked")).isNotEmpty();
      assertThat(socket.closed().code()).isEqualTo(4403);
      write(elsewhere, notes(elsewhere), "Still here");
      assertThat(InboxFollower.operation(other.next())).isEqualTo("CHAT_CREATED");
    }
  }

  @Test
  void aNewPasswordClosesTheSocketsOfAllOtherSessionsWith4403() {
    TestClient.Login elsewhere = client.logIn("ann.example");
    try (WsClient own = follow(ann);
        WsClient other = follow(elsewhere)) {
      TestClient.Reply reply =
          client.post(
              "mutation { changePassword(oldPassword: \"Secret123\", newPassword: \"Secret124\") { user { id } } }",
              ann.token());
      assertThat(reply.json().has("errors")).as(reply.body()).isFalse();
      assertThat(other.closed().code()).isEqualTo(4403);
      var _ = notes(ann);
      assertThat(InboxFollower.operation(own.next())).isEqualTo("CHAT_CREATED");
    }
  }

  @Test
  void theEndOfTheAccountClosesItsSocketsWith4403() {
    TestClient.Login elsewhere = client.logIn("ann.example");
    try (WsClient own = follow(ann);
        WsClient other = follow(elsewhere)) {
      TestClient.Reply reply =
          client.post("mutation { deleteUser(password: \"Secret123\") { userId } }", ann.token());
      assertThat(reply.json().has("errors")).as(reply.body()).isFalse();
      assertThat(own.closed().code()).isEqualTo(4403);
      assertThat(other.closed().code()).isEqualTo(4403);
    }
  }

  /// How soon the token expires after the subscription began depends on the machine; that nothing
  /// but the closing comes after it does not.
  @Test
  void theEndOfTheTokenClosesTheSocketWith4403() {
    try (TestServer brief = TestServer.start(Map.of("BUDDYCHAT_ACCESS_TOKEN_TTL", "PT1S"));
        WsClient socket = brief.client().socketOf(brief.client().join("ann.example"))) {
      socket.send(TestClient.subscribe("1", INBOX));
      assertThat(socket.closedAtLast()).isEqualTo(new WsClient.Closed(4403, "Token expired"));
    }
  }

  @Test
  void whoLogsInAsSomebodyElseOverASocketDoesNotOutliveTheirOwnSession() {
    TestClient.Login bob = client.join("bob.example", "15112345679");
    assertThat(bob.token()).isNotEmpty();
    try (WsClient socket = follow(ann)) {
      socket.send(TestClient.subscribe("2", TestClient.logInDocument("bob.example")));
      assertThat(socket.next()).contains("refreshToken");
      assertThat(socket.next()).contains("complete");
      assertThat(client.revoke(ann).at("/data/revokeToken/revoked")).isNotEmpty();
      assertThat(socket.closed().code()).as("Ann's inbox was still followed").isEqualTo(4403);
    }
  }

  /// After three short events each is some 150 kB, so that the buffers of the network are soon
  /// full. The server waits three seconds for who does not read; that it says 1013 then is in
  /// [OutboundQueueTest], for it can hardly be read by who does not read.
  @Test
  void whoReadsTooSlowlyIsCutOffAndResumesWithoutLossAndHindersNobody() {
    String large =
        "subscription ($after: Cursor) { inbox(after: $after) { cursor operation payload {"
            + " ... on ChatMessageChanged { chatMessage { message { content a: content b: content"
            + " c: content d: content } } } } } }";
    String notes = notes(ann);
    int many = 100;
    List<String> expected = new ArrayList<>();
    List<String> quick = new ArrayList<>();
    List<String> slow = new ArrayList<>();
    String last = "";
    try (LazySocket lazy = new LazySocket(server.uri());
        WsClient reader = client.socketOf(ann)) {
      lazy.send(TestClient.init("JWT " + ann.token()));
      assertThat(lazy.next()).contains("connection_ack");
      lazy.send(TestClient.subscribe("1", large));
      assertThat(lazy.next()).contains("SUBSCRIPTION_ACTIVE");
      reader.send(TestClient.subscribe("1", large));
      assertThat(reader.next()).contains("SUBSCRIPTION_ACTIVE");
      for (int i = 0; i < many; i++) {
        boolean read = i < 3;
        String content = i + (read ? "" : "€".repeat(9_990));
        write(ann, notes, content);
        expected.add(content);
        quick.add(content(reader.next()));
        if (read) {
          String frame = lazy.next();
          slow.add(content(frame));
          last = InboxFollower.cursor(frame);
        }
      }
      assertThat(quick).isEqualTo(expected);
      lazy.talkUntilCutOff();
    }
    try (WsClient resumed = client.socketOf(ann)) {
      resumed.send(TestClient.subscribe("1", large, Map.of("after", last)));
      assertThat(InboxFollower.cursor(resumed.next())).isEqualTo(last);
      while (slow.size() < many) {
        slow.add(content(resumed.next()));
      }
    }
    assertThat(slow).isEqualTo(expected);
  }

  @Test
  void theTimeOfTheFirstEventIsNow() {
    try (WsClient socket = client.socketOf(ann)) {
      socket.send(
          TestClient.subscribe("1", "subscription { inbox { at payload { __typename } } }"));
      JsonNode event = InboxFollower.event(socket.next());
      assertThat(Instant.parse(event.at("/at").asText())).isEqualTo(Scene.BEGINNING);
      assertThat(event.at("/payload").isNull()).isTrue();
    }
  }
}
