package io.buddychat.server;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Upgrades requests to WebSockets. Jetty does that within a servlet context; nothing else of it is
/// used, and no other request gets there.
final class SocketHandler extends Handler.Wrapper {

  /// Told to who comes when all places are taken.
  static final String FULL = "Too many sockets are open; try again later.";

  /// Clients that come back too early are as many as those that came too early.
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

  private final OpenSockets sockets;

  private SocketHandler(ServletContextHandler context, OpenSockets sockets) {
    super(context);
    this.sockets = sockets;
  }

  /// @param maxMessage the longest message, in bytes
  static SocketHandler of(GraphQlSocket.Parts parts, int maxMessage) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.setErrorHandler(new JsonErrors());
    SocketConfigurator configurator = new SocketConfigurator(parts);
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (_, container) -> {
          container.setDefaultMaxTextMessageBufferSize(maxMessage);
          // A socket lives by the protocol's own pings and timeouts.
          container.setDefaultMaxSessionIdleTimeout(0);
          // Jetty wants the class to be public; the configurator makes the instances, of ours.
          for (String path : List.of(Entrance.PATH, Entrance.PATH + "/")) {
            container.addEndpoint(
                ServerEndpointConfig.Builder.create(Endpoint.class, path)
                    .configurator(configurator)
                    .build());
          }
        });
    return new SocketHandler(context, parts.sockets());
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
