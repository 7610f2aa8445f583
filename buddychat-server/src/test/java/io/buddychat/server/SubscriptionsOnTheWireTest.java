package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.ws.WsClient;
import org.junit.jupiter.api.Test;

/// The `subscribe` field over a real socket: its frames as the original documents them.
class SubscriptionsOnTheWireTest extends OnTheWire {

  private static final String SUBSCRIBE = "subscription { subscribe { success } }";

  private final String alices = alice.chatWith(boris);
  private final String borises = boris.chatWith(alice);

  @Test
  void everyFrameIsANextOfItsSubscriptionAndABroadcast() {
    try (WsClient socket = boris.client().socketOf(boris.login())) {
      socket.send(TestClient.subscribe("my-subscription", SUBSCRIBE));
      assertAnswer(
          TestClient.json(socket.next()),
          """
          {'id':'my-subscription','type':'next',
            'payload':{'data':{'subscribe':{'success':true}}}}
          """);
      alice.sends(alices, "Hello");
      String received = boris.newestIn(borises);
      String message =
          boris
              .asks(
                  "{ chat(id: \"%s\") { lastMessage { message { id date } } } }".formatted(borises))
              .at("/chat/lastMessage/message/id")
              .asText();
      assertAnswer(
          TestClient.json(socket.next()),
          """
          {'id':'my-subscription','type':'next','payload':{'type':'broadcast',
            'operation':'CHAT_MESSAGE_CREATED','payload':{'chatMessage':{'id':'%s',
              'message':{'id':'%s','content':'Hello','date':'%s','sender':{'id':'%s'}},
              'chat':{'id':'%s'}}}}}
          """
              .formatted(
                  received,
                  message,
                  server.clock().instant().toString().replace("Z", ".000Z"),
                  alice.id(),
                  borises));
    }
  }

  @Test
  void successComesOnceAndEachSubscriptionHasItsOwnId() {
    try (WsClient socket = boris.client().socketOf(boris.login())) {
      for (String id : new String[] {"a", "b"}) {
        socket.send(TestClient.subscribe(id, SUBSCRIBE));
        assertThat(TestClient.json(socket.next()).at("/id").asText()).isEqualTo(id);
      }
      alice.sends(alices, "One");
      alice.sends(alices, "Two");
      int ofA = 0;
      int ofB = 0;
      for (int i = 0; i < 8; i++) {
        String frame = socket.next();
        assertThat(frame).contains("\"type\":\"broadcast\"").doesNotContain("success");
        switch (TestClient.json(frame).at("/id").asText()) {
          case "a" -> ofA++;
          case "b" -> ofB++;
          default -> throw new AssertionError(frame);
        }
      }
      assertThat(ofA).as("two messages and two notifications").isEqualTo(4);
      assertThat(ofB).isEqualTo(4);
    }
  }

  @Test
  void withoutATokenThereIsAnErrorInsteadOfASuccess() {
    try (WsClient socket = server.client().socket()) {
      socket.send("{\"type\":\"connection_init\"}");
      assertThat(socket.next()).contains("connection_ack");
      socket.send(TestClient.subscribe("1", SUBSCRIBE));
      assertThat(socket.next()).contains("\"error\"").contains("UNAUTHENTICATED");
    }
  }
}
