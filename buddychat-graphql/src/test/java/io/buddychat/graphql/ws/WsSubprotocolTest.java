package io.buddychat.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WsSubprotocolTest {

  @Test
  void theNewerIsPreferredWhateverTheOrder() {
    assertThat(WsSubprotocol.choose(List.of("graphql-ws", "graphql-transport-ws"), true))
        .contains(WsSubprotocol.GRAPHQL_TRANSPORT_WS);
    assertThat(WsSubprotocol.choose(List.of("soap, graphql-ws ,graphql-transport-ws"), true))
        .contains(WsSubprotocol.GRAPHQL_TRANSPORT_WS);
  }

  @Test
  void theOlderIsSpokenUnlessSwitchedOff() {
    assertThat(WsSubprotocol.choose(List.of("graphql-ws"), true))
        .contains(WsSubprotocol.GRAPHQL_WS);
    assertThat(WsSubprotocol.choose(List.of("graphql-ws"), false)).isEmpty();
  }

  @Test
  void nothingElseIs() {
    assertThat(WsSubprotocol.choose(List.of(), true)).isEmpty();
    assertThat(WsSubprotocol.choose(List.of("", "GraphQL-WS", "graphql-transport-ws2"), true))
        .isEmpty();
  }
}
