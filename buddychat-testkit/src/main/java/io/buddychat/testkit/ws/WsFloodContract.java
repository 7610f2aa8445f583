package io.buddychat.testkit.ws;

import static io.buddychat.testkit.ws.Words.acknowledged;
import static io.buddychat.testkit.ws.Words.assertHello;
import static io.buddychat.testkit.ws.Words.assertNothingMoreCame;
import static io.buddychat.testkit.ws.Words.complete;
import static io.buddychat.testkit.ws.Words.parsed;
import static io.buddychat.testkit.ws.Words.subscribe;
import static io.buddychat.testkit.ws.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// Ten thousand of everything on one socket, from a client that reads. It gets a clear answer to
/// each, or is closed by the rules, and afterwards nothing is left.
public interface WsFloodContract extends WsServerUnderTest {

  int MANY = 10_000;
  int ALLOWED = 100;

  @Test
  default void tenThousandSubscribesGiveAHundredStreamsAndAnErrorForEachOther() {
    try (WsClient client = acknowledged(this)) {
      for (int number = 0; number < MANY; number++) {
        client.send(subscribe("s" + number, "subscription { ticks }"));
        if (number >= ALLOWED) {
          JsonNode error = parsed(client.next());
          assertThat(error.at("/id").asText()).isEqualTo("s" + number);
          assertThat(error.at("/type").asText()).isEqualTo("error");
          assertThat(error.at("/payload/0/extensions/code").asText()).isEqualTo("RATE_LIMITED");
        }
      }
      assertNothingMoreCame(client);
      script().ticks().awaitSubscribers(ALLOWED);
    }
    script().ticks().awaitCancelled(ALLOWED);
    assertThat(script().ticks().subscribers()).isEqualTo(ALLOWED);
  }

  @Test
  default void tenThousandInitsCloseWith4429() {
    try (WsClient client = connect(NEWER)) {
      for (int number = 0; number < MANY; number++) {
        client.send(text("{'type':'connection_init'}"));
      }
      assertThat(client.closedAtLast().code()).isEqualTo(4429);
    }
  }

  @Test
  default void tenThousandCompletesOfUnknownIdsAreNothing() {
    try (WsClient client = acknowledged(this)) {
      for (int number = 0; number < MANY; number++) {
        client.send(complete("c" + number));
      }
      client.send(subscribe("1", "{ hello }"));
      assertHello(client, "1");
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void tenThousandPongsNobodyAskedForAreNothing() {
    try (WsClient client = acknowledged(this)) {
      for (int number = 0; number < MANY; number++) {
        client.send(text("{'type':'pong','payload':{}}"));
      }
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void oneIdStartedAndStoppedTenThousandTimesLeavesNothing() {
    try (WsClient client = acknowledged(this)) {
      for (int number = 0; number < MANY; number++) {
        client.send(subscribe("1", "subscription { ticks }"));
        client.send(complete("1"));
      }
    }
    script().ticks().awaitNobody();
  }
}
