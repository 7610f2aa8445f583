package io.buddychat.graphql.ws;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The errors which the protocol itself tells a client.
final class Errors {

  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  /// For a failure nobody foresaw: the log gets all of it, the client a number to ask about, and
  /// nothing else.
  static List<Map<String, @Nullable Object>> masked(Throwable failure) {
    String errorId = UUID.randomUUID().toString();
    log.error("An operation on a socket failed, errorId {}", errorId, failure);
    return List.of(
        Map.of(
            "message",
            "Internal error",
            "extensions",
            Map.of("code", "INTERNAL", "errorId", errorId)));
  }

  /// Whoever listened here may do so no longer.
  static Map<String, @Nullable Object> unauthenticated(String reason) {
    return Map.of("message", reason, "extensions", Map.of("code", "UNAUTHENTICATED"));
  }

  static List<Map<String, @Nullable Object>> tooManyOperations(int most) {
    return List.of(
        Map.of(
            "message",
            "At most " + most + " operations may run on one socket at once",
            "extensions",
            Map.of("code", "RATE_LIMITED")));
  }
}
