package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.ws.WsClient;
import java.net.URI;

/// Somebody with an account on a real server, signed in, who speaks to it over the wire.
final class Buddy {

  static final String PASSWORD = "Secret123";

  private final TestClient client;
  private final String username;
  private final TestClient.Login login;

  /// Signs up and logs in.
  ///
  /// @param username also the local part of the e-mail address
  Buddy(URI server, String username, String phone) {
    this.client = new TestClient(server);
    this.username = username;
    client.post(
        """
        mutation { createUser(username: "%1$s", email: "%1$s@example.org",
          password: "%2$s", firstName: "Some", lastName: "Body",
          phoneNumber: {countryCode: "1", number: "%3$s"}) { user { id } } }
        """
            .formatted(username, PASSWORD, phone));
    this.login = client.logIn(username);
  }

  String username() {
    return username;
  }

  String token() {
    return login.token();
  }

  TestClient.Login login() {
    return login;
  }

  TestClient client() {
    return client;
  }

  /// Runs a document, whatever comes of it.
  TestClient.Reply tries(String document) {
    return client.post(document, token());
  }

  /// Runs a query that must succeed.
  JsonNode asks(String query) {
    TestClient.Reply reply = tries(query);
    assertThat(reply.json().has("errors")).as(reply.body()).isFalse();
    return reply.json().at("/data");
  }

  /// Runs a mutation that must succeed.
  JsonNode does(String mutation) {
    return asks("mutation { " + mutation + " }");
  }

  /// The person's id.
  String id() {
    return asks("{ me { id } }").at("/me/id").asText();
  }

  /// The person's own copy of the chat with another one.
  String chatWith(Buddy other) {
    return does("createChat(otherUserId: \"%s\") { chat { id } }".formatted(other.id()))
        .at("/createChat/chat/id")
        .asText();
  }

  /// Sends to a chat.
  ///
  /// @return the person's own copy of the message
  String sends(String chat, String content) {
    return does("createChatMessage(chatId: \"%s\", content: \"%s\") { chatMessage { id } }"
            .formatted(chat, content))
        .at("/createChatMessage/chatMessage/id")
        .asText();
  }

  /// The person's own copy of the newest message in a chat of theirs.
  String newestIn(String chat) {
    return asks("{ chat(id: \"%s\") { lastMessage { id } } }".formatted(chat))
        .at("/chat/lastMessage/id")
        .asText();
  }

  /// A socket on which everything from now on arrives.
  WsClient listens() {
    WsClient socket = client.socketOf(login);
    socket.send(TestClient.subscribe("1", "subscription { subscribe { success } }"));
    assertThat(socket.next())
        .isEqualTo(
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":{\"subscribe\":{\"success\":true}}}}");
    return socket;
  }

  /// The payload of the next frame, which must be of this operation.
  static JsonNode frame(WsClient socket, String operation) {
    JsonNode frame = TestClient.json(socket.next());
    assertThat(frame.at("/payload/operation").asText()).as(frame.toString()).isEqualTo(operation);
    assertThat(frame.at("/payload/type").asText()).isEqualTo("broadcast");
    return frame.at("/payload/payload");
  }
}
