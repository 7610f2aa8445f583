package io.buddychat.graphql.ws;

import io.buddychat.testkit.ws.GraphQlWsContract;
import io.buddychat.testkit.ws.OlderGraphQlWsContract;
import io.buddychat.testkit.ws.WsClient;
import io.buddychat.testkit.ws.WsScript;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/// The contracts of the protocol, on the bare state machine: in memory, with real threads for what
/// runs, and time moved by hand.
class FakeSocketTest implements GraphQlWsContract, OlderGraphQlWsContract {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HandTimers timers = new HandTimers();
  private final WsScript script = new WsScript();
  private final GraphQlWs ws = new GraphQlWs(executor, timers, WsSettings.defaults());

  @Override
  public WsClient connect(String... subprotocols) {
    return new FakeSocketClient(ws, _ -> new ScriptedOperations(script), subprotocols);
  }

  @Override
  public WsScript script() {
    return script;
  }

  @Override
  public void passInitTimeout() {
    timers.pass(WsSettings.defaults().initTimeout());
  }

  @AfterEach
  void stop() {
    script.release();
    executor.close();
  }
}
