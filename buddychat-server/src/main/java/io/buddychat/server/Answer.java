package io.buddychat.server;

import io.buddychat.graphql.BuddyChatGraphQl;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What goes back to an HTTP client.
///
/// @param json the body, as JSON in Java's own types
record Answer(int status, ResponseType type, Object json, List<HttpField> headers) {

  static Answer of(int status, ResponseType type, Object json) {
    return new Answer(status, type, json, List.of());
  }

  static Answer of(Refusal refusal, ResponseType type) {
    return new Answer(refusal.status(), type, refusal.body(), refusal.headers());
  }

  /// For a failure nobody foresaw: the log gets all of it, the client a number to ask about.
  static Answer internal(Throwable failure, ResponseType type) {
    return of(500, type, Map.of("errors", List.of(BuddyChatGraphQl.error(failure))));
  }

  /// Sends it. Answers may be personal, so nobody in between keeps them.
  void send(Response response, Callback callback) {
    byte[] body = Json.write(json);
    response.setStatus(status);
    var fields = response.getHeaders();
    headers.forEach(fields::put);
    fields.put(HttpHeader.CONTENT_TYPE, type.contentType());
    fields.put(HttpHeader.CONTENT_LENGTH, body.length);
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
