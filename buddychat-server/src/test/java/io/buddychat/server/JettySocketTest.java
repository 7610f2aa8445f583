package io.buddychat.server;

import io.buddychat.testkit.ws.GraphQlWsContract;
import io.buddychat.testkit.ws.OlderGraphQlWsContract;
import io.buddychat.testkit.ws.WsClient;
import io.buddychat.testkit.ws.WsScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/// The socket protocols over a real Jetty and real TCP.
class JettySocketTest {

  private ScriptedSockets sockets;

  @BeforeEach
  void start() throws Exception {
    sockets = ScriptedSockets.start();
  }

  @AfterEach
  void stop() {
    sockets.close();
  }

  @Nested
  class Newer implements GraphQlWsContract {

    @Override
    public WsClient connect(String... subprotocols) {
      return sockets.connect(subprotocols);
    }

    @Override
    public WsScript script() {
      return sockets.script();
    }
  }

  @Nested
  class Older implements OlderGraphQlWsContract {

    @Override
    public WsClient connect(String... subprotocols) {
      return sockets.connect(subprotocols);
    }

    @Override
    public WsScript script() {
      return sockets.script();
    }
  }
}
