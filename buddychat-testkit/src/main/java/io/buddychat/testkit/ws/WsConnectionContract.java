package io.buddychat.testkit.ws;

import static io.buddychat.testkit.ws.Words.acknowledged;
import static io.buddychat.testkit.ws.Words.assertHello;
import static io.buddychat.testkit.ws.Words.assertNothingMoreCame;
import static io.buddychat.testkit.ws.Words.closed;
import static io.buddychat.testkit.ws.Words.subscribe;
import static io.buddychat.testkit.ws.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The half of [GraphQlWsContract] about connections: who may come in, and what is no message.
public interface WsConnectionContract extends WsServerUnderTest {

  // The connection.

  @Test
  default void theServerPrefersTheNewerProtocol() {
    try (WsClient client = connect("graphql-ws", NEWER)) {
      assertThat(client.subprotocol()).isEqualTo(Optional.of(NEWER));
    }
  }

  @Test
  default void noAcceptableSubprotocolClosesWith4406() {
    try (WsClient client = connect("soap")) {
      assertThat(client.closed()).isEqualTo(closed(4406, "Subprotocol not acceptable"));
    }
  }

  @Test
  default void anIntroductionIsAcknowledged() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'connection_init'}"));
      assertThat(client.next()).isEqualTo(text("{'type':'connection_ack'}"));
    }
  }

  @Test
  default void anAcknowledgementMayCarryAPayload() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'connection_init','payload':{'token':'greet'}}"));
      assertThat(client.next())
          .isEqualTo(text("{'type':'connection_ack','payload':{'greeting':'hello'}}"));
    }
  }

  @Test
  default void noInitInTimeClosesWith4408() {
    try (WsClient client = connect(NEWER)) {
      passInitTimeout();
      assertThat(client.closed()).isEqualTo(closed(4408, "Connection initialisation timeout"));
    }
  }

  @Test
  default void secondInitClosesWith4429() {
    try (WsClient client = acknowledged(this)) {
      client.send(text("{'type':'connection_init'}"));
      assertThat(client.closed()).isEqualTo(closed(4429, "Too many initialisation requests"));
    }
  }

  @Test
  default void secondInitWhileTheFirstIsBeingAdmittedClosesWith4429() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'connection_init','payload':{'token':'slow'}}"));
      script().awaitHeld();
      client.send(text("{'type':'connection_init'}"));
      assertThat(client.closed()).isEqualTo(closed(4429, "Too many initialisation requests"));
      script().release();
    }
  }

  @Test
  default void refusedInitClosesWith4403() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'connection_init','payload':{'token':'bad'}}"));
      assertThat(client.closed().code()).isEqualTo(4403);
    }
  }

  @Test
  default void subscribeWithoutInitClosesWith4401() {
    try (WsClient client = connect(NEWER)) {
      client.send(subscribe("1", "{ hello }"));
      assertThat(client.closed()).isEqualTo(closed(4401, "Unauthorized"));
    }
  }

  @Test
  default void subscribeBeforeTheAckClosesWith4401() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'connection_init','payload':{'token':'slow'}}"));
      script().awaitHeld();
      client.send(subscribe("1", "{ hello }"));
      assertThat(client.closed()).isEqualTo(closed(4401, "Unauthorized"));
      script().release();
    }
  }

  // Signs of life.

  @Test
  default void pingIsAnsweredEvenBeforeTheInit() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'ping'}"));
      assertThat(client.next()).isEqualTo(text("{'type':'pong'}"));
    }
  }

  @Test
  default void pongRepeatsThePayloadOfThePing() {
    try (WsClient client = acknowledged(this)) {
      client.send(text("{'type':'ping','payload':{'at':[1,null,'ü']}}"));
      assertThat(client.next()).isEqualTo(text("{'type':'pong','payload':{'at':[1,null,'ü']}}"));
    }
  }

  @Test
  default void unsolicitedPongIsIgnored() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'pong'}"));
      client.send(text("{'type':'pong','payload':{'a':1}}"));
      assertNothingMoreCame(client);
    }
  }

  // What is no message: see also [BadMessagesContract].

  @Test
  default void binaryFramesCloseWith4400() {
    try (WsClient client = acknowledged(this)) {
      client.sendBinary(text("{'type':'ping'}").getBytes(StandardCharsets.UTF_8));
      assertThat(client.closed().code()).isEqualTo(4400);
    }
  }

  @Test
  default void absentAndNullAreTheSame() {
    try (WsClient client = connect(NEWER)) {
      client.send(text("{'type':'connection_init','payload':null,'more':1}"));
      assertThat(client.next()).isEqualTo(text("{'type':'connection_ack'}"));
      client.send(
          text(
              "{'id':'1','type':'subscribe','payload':{'query':'{ hello }',"
                  + "'operationName':null,'variables':null,'extensions':null,'more':1}}"));
      assertHello(client, "1");
    }
  }
}
