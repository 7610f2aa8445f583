package io.buddychat.testkit.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What the contracts say over and over.
final class Words {

  private Words() {}

  /// JSON, written with single quotes for the sake of the eye.
  static String text(String json) {
    return json.replace('\'', '"');
  }

  /// A client of today's protocol that was acknowledged.
  static WsClient acknowledged(WsServerUnderTest server) {
    WsClient client = server.connect(WsServerUnderTest.NEWER);
    client.send(text("{'type':'connection_init','payload':{}}"));
    assertThat(client.next()).isEqualTo(text("{'type':'connection_ack'}"));
    return client;
  }

  /// The same, subscribed to `ticks` under this id.
  static WsClient ticking(WsServerUnderTest server, String id) {
    WsClient client = acknowledged(server);
    client.send(subscribe(id, "subscription { ticks }"));
    server.script().ticks().awaitSubscribers(1);
    return client;
  }

  static void assertHello(WsClient client, String id) {
    assertThat(client.next())
        .isEqualTo(text("{'id':'%s','type':'next','payload':{'data':{'hello':'world'}}}"), id);
    assertThat(client.next()).isEqualTo(complete(id));
  }

  static void assertNothingMoreCame(WsClient client) {
    client.send(text("{'type':'ping','payload':{'mark':1}}"));
    assertThat(client.next()).isEqualTo(text("{'type':'pong','payload':{'mark':1}}"));
  }

  static String subscribe(String id, String query) {
    return String.format(
        text("{'id':'%s','type':'subscribe','payload':{'query':'%s'}}"), id, query);
  }

  static String count(String id, int to) {
    return String.format(
        text(
            "{'id':'%s','type':'subscribe','payload':{"
                + "'query':'subscription ($to: Int!) { count(to: $to) }',"
                + "'variables':{'to':%d}}}"),
        id,
        to);
  }

  /// The same from either side.
  static String complete(String id) {
    return String.format(text("{'id':'%s','type':'complete'}"), id);
  }

  static WsClient.Closed closed(int code, String reason) {
    return new WsClient.Closed(code, reason);
  }

  static JsonNode parsed(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
