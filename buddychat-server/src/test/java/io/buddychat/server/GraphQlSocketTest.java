package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.graphql.ws.GraphQlWs;
import io.buddychat.graphql.ws.WsSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

class GraphQlSocketTest {

  private final Client client = new Client();
  private final GraphQlSocket socket = socket();

  /// One that is refused: it answers to pings all the same.
  private static GraphQlSocket socket() {
    HandTimers timers = new HandTimers();
    return new GraphQlSocket(
        new GraphQlSocket.Parts(
            new GraphQlWs(Runnable::run, timers, WsSettings.defaults()),
            _ -> {
              throw new AssertionError("nobody is let in");
            },
            new OpenSockets(0),
            new SocketWays(
                Runnable::run,
                timers,
                new OutboundQueue.Bounds(256, Duration.ofSeconds(10)),
                Duration.ofSeconds(30)),
            new Metrics(
                new Turnstile(new Turnstile.Bounds(1, 0, Duration.ZERO)),
                Optional::empty,
                Optional::empty)),
        Optional.empty(),
        new SocketOperations.Handshake(List.of(), "test"));
  }

  /// Somebody who has read as many answers to pings as a test says.
  private static final class Client extends CoreSession.Empty {

    private final Queue<Callback> unread = new ArrayDeque<>();
    private int demanded;

    @Override
    public void sendFrame(Frame frame, Callback callback, boolean batch) {
      if (frame.getOpCode() == OpCode.PONG) {
        unread.add(callback);
      } else {
        callback.succeeded();
      }
    }

    @Override
    public void demand() {
      demanded++;
    }
  }

  @Test
  void nothingMoreIsReadOfWhoDoesNotReadTheAnswerToAPing() {
    socket.onOpen(client, Callback.NOOP);
    AtomicBoolean taken = new AtomicBoolean();
    assertThat(client.demanded).isEqualTo(1);
    socket.onFrame(new Frame(OpCode.PING), Callback.from(() -> taken.set(true), _ -> {}));
    assertThat(client.unread).hasSize(1);
    assertThat(client.demanded).as("frames asked for").isEqualTo(1);
    assertThat(taken).isFalse();
    client.unread.remove().succeeded();
    assertThat(client.demanded).as("frames asked for").isEqualTo(2);
    assertThat(taken).isTrue();
  }
}
