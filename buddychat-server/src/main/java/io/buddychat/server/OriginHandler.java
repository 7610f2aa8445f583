package io.buddychat.server;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Keeps foreign pages out, and lets those in that the settings name.
///
/// For HTTP the browser itself does the keeping; it asks here first ("preflight") and is told which
/// pages may (CORS). For sockets a browser asks nobody, so a foreign page is refused here.
final class OriginHandler extends Handler.Wrapper {

  private static final List<HttpField> PREFLIGHT =
      List.of(
          new HttpField(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
          new HttpField(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type"),
          new HttpField(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600"));

  private final Origins origins;

  OriginHandler(Origins origins, Handler next) {
    super(next);
    this.origins = origins;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpFields headers = request.getHeaders();
    List<String> from = headers.getValuesList(HttpHeader.ORIGIN);
    if (Entrance.of(request) == Entrance.SOCKET && !origins.allow(from, authority(headers))) {
      Answer.of(
              403,
              ResponseType.JSON,
              Refusal.body("Pages of this origin may not connect.", "FORBIDDEN"))
          .send(response, callback);
      return true;
    }
    if (from.size() == 1) {
      response.getHeaders().add(HttpHeader.VARY, "Origin");
      if (origins.isListed(from.getFirst())) {
        response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, from.getFirst());
        response
            .getHeaders()
            .put(
                HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS,
                "Retry-After, " + RequestIdHandler.HEADER);
      }
    }
    if (isPreflight(request)) {
      PREFLIGHT.forEach(response.getHeaders()::put);
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isPreflight(Request request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeaders().contains(HttpHeader.ORIGIN)
        && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static String authority(HttpFields headers) {
    return Optional.ofNullable(headers.get(HttpHeader.HOST)).orElse("");
  }
}
