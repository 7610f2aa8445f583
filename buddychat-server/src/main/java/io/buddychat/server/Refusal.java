package io.buddychat.server;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;

/// An HTTP request that is not run at all, and what is answered instead.
///
/// @param status the HTTP status
/// @param message one sentence for whoever wrote the client
/// @param headers what else to say
record Refusal(int status, String message, List<HttpField> headers) {

  private static final int UNAVAILABLE = 503;

  static Refusal of(int status, String message) {
    return new Refusal(status, message, List.of());
  }

  /// The request would be fine if it came by another method.
  static Refusal onlyBy(String methods, String message) {
    return new Refusal(405, message, List.of(new HttpField(HttpHeader.ALLOW, methods)));
  }

  /// The request may be fine, and the next moment the right one for it.
  static Refusal tryAgain(String message) {
    return new Refusal(UNAVAILABLE, message, List.of(new HttpField(HttpHeader.RETRY_AFTER, "1")));
  }

  /// The body of the answer: GraphQL's way to say that nothing ran.
  Map<String, Object> body() {
    return body(message, status == UNAVAILABLE ? "RATE_LIMITED" : "INVALID_INPUT");
  }

  static Map<String, Object> body(String message, String code) {
    return Map.of(
        "errors", List.of(Map.of("message", message, "extensions", Map.of("code", code))));
  }
}
