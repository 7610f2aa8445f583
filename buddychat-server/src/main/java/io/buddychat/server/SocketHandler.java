package io.buddychat.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.zip.Deflater;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.DecoratedObjectFactory;
import org.eclipse.jetty.util.compression.CompressionPool;
import org.eclipse.jetty.util.compression.DeflaterPool;
import org.eclipse.jetty.util.compression.InflaterPool;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/// Upgrades requests to WebSockets.
final class SocketHandler extends Handler.Wrapper {

  /// Told to who comes when all places are taken.
  static final String FULL = "Too many sockets are open; try again later.";

  /// Clients that come back too early are as many as those that came too early.
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

  private final OpenSockets sockets;

  private SocketHandler(WebSocketUpgradeHandler upgrade, OpenSockets sockets) {
    super(upgrade);
    this.sockets = sockets;
  }

  /// @param maxMessage the longest message, in bytes
  static SocketHandler of(GraphQlSocket.Parts parts, int maxMessage) {
    SocketNegotiator negotiator = new SocketNegotiator(parts, maxMessage);
    return new SocketHandler(
        new WebSocketUpgradeHandler(
            components(parts.ways().executor()), upgrade -> upgrade.addMapping("/*", negotiator)),
        parts.sockets());
  }

  /// Jetty's own, but for the threads: it would begin eight that nobody uses, and learn the size of
  /// their queue from all that Java tells about itself, which is a fifth of the whole start.
  private static WebSocketComponents components(Executor threads) {
    return new WebSocketComponents(
        new WebSocketExtensionRegistry(),
        new DecoratedObjectFactory(),
        new ArrayByteBufferPool(),
        new InflaterPool(CompressionPool.DEFAULT_CAPACITY, true),
        new DeflaterPool(CompressionPool.DEFAULT_CAPACITY, Deflater.DEFAULT_COMPRESSION, true),
        threads);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (Entrance.of(request) != Entrance.SOCKET) {
      return false;
    }
    if (!isHandshake(request.getHeaders())) {
      Answer.of(
              Refusal.of(400, "This is no WebSocket handshake by RFC 6455, version 13."),
              ResponseType.JSON)
          .send(response, callback);
      return true;
    }
    if (sockets.full()) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, COME_BACK_AFTER.toSeconds());
      Answer.of(503, ResponseType.JSON, Refusal.body(FULL, "RATE_LIMITED"))
          .send(response, callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isHandshake(HttpFields headers) {
    return headers.contains(HttpHeader.CONNECTION, "upgrade")
        && headers.contains(HttpHeader.SEC_WEBSOCKET_KEY)
        && headers.contains(HttpHeader.SEC_WEBSOCKET_VERSION, "13");
  }
}
