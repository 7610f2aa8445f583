package io.buddychat.testkit.ws;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A [WsClient] over TCP, by the WebSocket client of the JDK. It answers the pings of the WebSocket
/// layer by itself, and those of GraphQL not at all.
public final class JdkWsClient implements WsClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReceivedFrames received;
  private final WebSocket socket;

  private JdkWsClient(ReceivedFrames received, WebSocket socket) {
    this.received = received;
    this.socket = socket;
  }

  /// Opens a socket, within ten seconds.
  ///
  /// @param headers for the handshake, such as `Authorization`
  /// @param subprotocols what to offer, the preferred one first
  public static JdkWsClient connect(URI uri, Map<String, String> headers, String... subprotocols) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
    headers.forEach(builder::header);
    if (subprotocols.length > 0) {
      builder.subprotocols(
          subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
    }
    ReceivedFrames received = new ReceivedFrames();
    return new JdkWsClient(received, builder.buildAsync(uri, new Ear(received)).join());
  }

  @Override
  public void send(String text) {
    if (!socket.isOutputClosed()) {
      socket.sendText(text, true).exceptionally(closedMeanwhile -> socket).join();
    }
  }

  @Override
  public void sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  @Override
  public String next() {
    return received.next();
  }

  /// See [ReceivedFrames#nextWithin].
  public Optional<String> nextWithin(Duration patience) {
    return received.nextWithin(patience);
  }

  /// See [ReceivedFrames#isOver].
  public boolean isOver() {
    return received.isOver();
  }

  /// See [ReceivedFrames#closing].
  public Optional<Closed> closing() {
    return received.closing();
  }

  @Override
  public Closed closed() {
    return received.closed();
  }

  @Override
  public Closed closedAtLast() {
    return received.closedAtLast();
  }

  @Override
  public Optional<String> subprotocol() {
    return Optional.of(socket.getSubprotocol()).filter(name -> !name.isEmpty());
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .exceptionally(closedMeanwhile -> socket)
          .join();
    }
  }

  /// Puts the parts of a text frame together.
  private static final class Ear implements WebSocket.Listener {

    private static final int BROKEN = 1006;

    private final ReceivedFrames received;
    private final StringBuilder text = new StringBuilder();

    Ear(ReceivedFrames received) {
      this.received = received;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received.text(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      received.closed(code, reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      received.closed(BROKEN, String.valueOf(error.getMessage()));
    }
  }
}
