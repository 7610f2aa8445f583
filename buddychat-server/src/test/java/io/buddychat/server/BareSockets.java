package io.buddychat.server;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/// A program for the benchmark: Jetty with WebSockets on which nothing is ever said, to be compared
/// with sockets on which somebody follows their inbox.
final class BareSockets {

  private BareSockets() {}

  public static void main(String[] arguments) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (_, container) -> {
          container.setDefaultMaxSessionIdleTimeout(0);
          container.addEndpoint(
              ServerEndpointConfig.Builder.create(Silent.class, Entrance.PATH)
                  .subprotocols(List.of("graphql-transport-ws"))
                  .build());
        });
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    HttpFront front = new HttpFront("127.0.0.1", 0, threads, context);
    front.bind();
    front.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0), "stop"));
    System.out.println("BuddyChat is ready at http://127.0.0.1:" + front.port() + Entrance.PATH);
  }

  /// Says nothing. Jetty wants it to be public.
  public static final class Silent extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(String.class, _ -> {});
    }
  }
}
