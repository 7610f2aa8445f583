package io.buddychat.server;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A program for the benchmark: Jetty with WebSockets on which nothing is ever said, to be compared
/// with sockets on which somebody follows their inbox.
final class BareSockets {

  private static final String PATH = "/graphql";

  private BareSockets() {}

  public static void main(String[] arguments) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (_, container) -> {
          container.setDefaultMaxSessionIdleTimeout(0);
          container.addEndpoint(
              ServerEndpointConfig.Builder.create(Silent.class, PATH)
                  .subprotocols(List.of("graphql-transport-ws"))
                  .build());
        });
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0), "stop"));
    System.out.println("BuddyChat is ready at http://127.0.0.1:" + connector.getLocalPort() + PATH);
  }

  /// Says nothing. Jetty wants it to be public.
  public static final class Silent extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(String.class, _ -> {});
    }
  }
}
