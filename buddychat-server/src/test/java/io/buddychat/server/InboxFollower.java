package io.buddychat.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.ws.WsClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Somebody who follows their inbox over real sockets, one after another.
final class InboxFollower {

  private final String field;
  private final String document;
  private final TestServer server;
  private final TestClient.Login login;
  private final Person person;

  InboxFollower(TestServer server, Person person) {
    this(server, person, "inbox");
  }

  /// @param field by which they follow
  InboxFollower(TestServer server, Person person, String field) {
    this.field = field;
    this.document = resource("golden/" + field + ".graphql");
    this.server = server;
    this.person = person;
    this.login = server.client().logIn(person.username(), People.PASSWORD);
  }

  TestClient.Login login() {
    return login;
  }

  /// A socket on which they follow everything after a place in their log.
  WsClient after(long number) {
    return after(cursor(number));
  }

  WsClient after(String cursor) {
    WsClient socket = server.client().socketOf(login);
    socket.send(TestClient.subscribe("1", document, Map.of("after", cursor)));
    return socket;
  }

  /// A socket of the older protocol on which they do the same.
  WsClient afterByTheOlderProtocol(long number) {
    WsClient socket = server.client().socket(Map.of(), "graphql-ws");
    socket.send(TestClient.init("JWT " + login.token()));
    socket.send(
        TestClient.subscribe("1", document, Map.of("after", cursor(number)))
            .replace("\"type\":\"subscribe\"", "\"type\":\"start\""));
    return socket;
  }

  /// How many of these entries the field shows.
  int shown(List<Entry> log) {
    return (int) log.stream().filter(entry -> isShown(entry.event().operation().name())).count();
  }

  private boolean isShown(String operation) {
    boolean ofGroup = operation.startsWith("GROUP_") && !operation.startsWith("GROUP_MESSAGE_");
    return !field.equals("groupChanged") || ofGroup || operation.startsWith("MEMBER_");
  }

  /// The next frames.
  static List<String> take(int count, WsClient socket) {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(socket.next());
    }
    return frames;
  }

  /// The event in a frame.
  static JsonNode event(String frame) {
    JsonNode data = TestClient.json(frame).at("/payload/data");
    if (!data.isObject()) {
      throw new AssertionError("no event: " + frame);
    }
    return data.elements().next();
  }

  static String cursor(String frame) {
    return event(frame).at("/cursor").asText();
  }

  static String operation(String frame) {
    return event(frame).at("/operation").asText();
  }

  /// The cursor of a place in their log, made by hand: clients cannot, and need not.
  String cursor(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ("1:" + person.id().value() + ":" + number).getBytes(StandardCharsets.UTF_8));
  }

  static String resource(String name) {
    try (InputStream in = InboxFollower.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, () -> "there is no " + name).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
