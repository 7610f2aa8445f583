package io.buddychat.server;

import io.buddychat.graphql.BuddyChatGraphQl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What a server says about itself, to machines that watch over it: `/healthz`, `/readyz`,
/// `/metrics`, and the schema at `/schema.graphqls`. No token is asked for and no rate limited, and
/// it goes on answering while the server stops.
final class StatusHandler extends Handler.Abstract {

  private final Readiness readiness;
  private final Supplier<Optional<String>> metrics;
  private final Supplier<Optional<String>> schema;

  /// @param metrics in the text form of Prometheus; nothing if they are not shown
  /// @param schema in its own language; nothing if it is not shown
  StatusHandler(
      Readiness readiness, Supplier<Optional<String>> metrics, Supplier<Optional<String>> schema) {
    this.readiness = readiness;
    this.metrics = metrics;
    this.schema = schema;
  }

  /// Shows the whole schema.
  static Optional<String> wholeSchema() {
    return Optional.of(BuddyChatGraphQl.schema());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Runnable answer =
        switch (Request.getPathInContext(request)) {
          case "/healthz" -> () -> health(response, callback);
          case "/readyz" -> () -> readiness(response, callback);
          case "/metrics" ->
              () -> text(metrics.get(), PrometheusText.CONTENT_TYPE, request, response, callback);
          case "/schema.graphqls" ->
              () -> text(schema.get(), "text/plain; charset=utf-8", request, response, callback);
          default -> null;
        };
    if (answer == null) {
      return false;
    }
    if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
      answer.run();
    } else {
      Answer.of(Refusal.onlyBy("GET, HEAD", "This is only read."), ResponseType.JSON)
          .send(response, callback);
    }
    return true;
  }

  private static void health(Response response, Callback callback) {
    Answer.of(200, ResponseType.JSON, Map.of("server", "ok")).send(response, callback);
  }

  private void readiness(Response response, Callback callback) {
    Readiness.State state = readiness.now();
    Answer.of(state.ok() ? 200 : 503, ResponseType.JSON, state.parts()).send(response, callback);
  }

  private static void text(
      Optional<String> text, String type, Request request, Response response, Callback callback) {
    if (text.isEmpty()) {
      Response.writeError(request, response, callback, 404);
      return;
    }
    byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
