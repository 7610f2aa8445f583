package io.buddychat.testkit.ws;

import static io.buddychat.testkit.ws.Words.closed;
import static io.buddychat.testkit.ws.Words.complete;
import static io.buddychat.testkit.ws.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a server must do on a socket that speaks the older `graphql-ws`, where it differs from
/// [GraphQlWsContract]. Above all: the same guard at the door.
public interface OlderGraphQlWsContract extends WsServerUnderTest {

  @Test
  default void startWithoutInitClosesWith4401() {
    try (WsClient client = connect(OLDER)) {
      client.send(start("1", "{ hello }"));
      assertThat(client.closed()).isEqualTo(closed(4401, "Unauthorized"));
    }
  }

  @Test
  default void startBehindTheInitWaitsForTheAck() {
    try (WsClient client = connect(OLDER)) {
      client.send(text("{'type':'connection_init','payload':{'token':'slow'}}"));
      client.send(start("1", "{ hello }"));
      script().awaitHeld();
      script().release();
      assertThat(nextButKeepAlive(client)).isEqualTo(text("{'type':'connection_ack'}"));
      assertHello(client, "1");
    }
  }

  @Test
  default void startBehindARefusedInitNeverRuns() {
    try (WsClient client = connect(OLDER)) {
      client.send(text("{'type':'connection_init','payload':{'token':'bad'}}"));
      client.send(start("1", "subscription { ticks }"));
      assertThat(client.next()).startsWith(text("{'type':'connection_error'"));
      assertThat(client.closed().code()).isEqualTo(4403);
    }
  }

  @Test
  default void secondInitClosesWith4429InTheOlderToo() {
    try (WsClient client = acknowledged()) {
      client.send(text("{'type':'connection_init'}"));
      assertThat(closedButKeepAlive(client).code()).isEqualTo(4429);
    }
  }

  @Test
  default void theAckIsFollowedByAKeepAlive() {
    try (WsClient client = acknowledged()) {
      assertThat(client.next()).isEqualTo(text("{'type':'ka'}"));
    }
  }

  @Test
  default void resultsAreCalledData() {
    try (WsClient client = acknowledged()) {
      client.send(start("1", "{ hello }"));
      assertHello(client, "1");
    }
  }

  @Test
  default void anErrorIsOneObject() {
    try (WsClient client = acknowledged()) {
      client.send(start("1", "{ missing }"));
      assertThat(nextButKeepAlive(client))
          .isEqualTo(
              text(
                  "{'id':'1','type':'error','payload':{'message':'No such field',"
                      + "'errors':[{'message':'No such field'},{'message':'Nor any other'}]}}"));
    }
  }

  @Test
  default void stopIsConfirmed() {
    try (WsClient client = acknowledged()) {
      client.send(start("1", "subscription { ticks }"));
      script().ticks().awaitSubscribers(1);
      client.send(text("{'id':'1','type':'stop'}"));
      assertThat(nextButKeepAlive(client)).isEqualTo(text("{'id':'1','type':'complete'}"));
      script().ticks().awaitCancelled(1);
    }
  }

  @Test
  default void anIdUsedAgainReplacesItsOperation() {
    try (WsClient client = acknowledged()) {
      client.send(start("1", "subscription { ticks }"));
      script().ticks().awaitSubscribers(1);
      client.send(start("1", "{ hello }"));
      script().ticks().awaitCancelled(1);
      assertHello(client, "1");
    }
  }

  @Test
  default void terminateClosesNormally() {
    try (WsClient client = acknowledged()) {
      client.send(text("{'type':'connection_terminate'}"));
      assertThat(closedButKeepAlive(client).code()).isEqualTo(1000);
    }
  }

  @Test
  default void theWordsOfTheNewerProtocolCloseWith4400() {
    try (WsClient client = acknowledged()) {
      client.send(Words.subscribe("1", "{ hello }"));
      assertThat(closedButKeepAlive(client).code()).isEqualTo(4400);
    }
  }

  // Words for the above.

  private WsClient acknowledged() {
    WsClient client = connect(OLDER);
    client.send(text("{'type':'connection_init','payload':{}}"));
    assertThat(client.next()).isEqualTo(text("{'type':'connection_ack'}"));
    return client;
  }

  private static void assertHello(WsClient client, String id) {
    assertThat(nextButKeepAlive(client))
        .isEqualTo(text("{'id':'" + id + "','type':'data','payload':{'data':{'hello':'world'}}}"));
    assertThat(nextButKeepAlive(client)).isEqualTo(complete(id));
  }

  private static String start(String id, String query) {
    return Words.subscribe(id, query).replace(text("'subscribe'"), text("'start'"));
  }

  private static String nextButKeepAlive(WsClient client) {
    String text = client.next();
    return text.equals(text("{'type':'ka'}")) ? nextButKeepAlive(client) : text;
  }

  /// The first sign of life may stand before the close frame.
  private static WsClient.Closed closedButKeepAlive(WsClient client) {
    assertThat(client.next()).isEqualTo(text("{'type':'ka'}"));
    return client.closed();
  }
}
