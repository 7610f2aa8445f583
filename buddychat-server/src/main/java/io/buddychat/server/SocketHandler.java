package io.buddychat.server;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
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
        new WebSocketUpgradeHandler(upgrade -> upgrade.addMapping("/*", negotiator)),
        parts.sockets());
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
