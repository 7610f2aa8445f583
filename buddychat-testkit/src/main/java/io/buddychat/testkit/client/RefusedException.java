package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The server has answered, and not with what was asked for: the first of its errors.
///
/// When there is no answer at all it is a [java.io.UncheckedIOException] instead: then nobody knows
/// whether it was done.
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient JsonNode error;
  private final transient JsonNode data;

  private RefusedException(String message, JsonNode error, JsonNode data) {
    super(message);
    this.error = error;
    this.data = data;
  }

  /// @param errors of an answer, one at least
  /// @param data what the answer has beside them
  static RefusedException of(JsonNode errors, JsonNode data) {
    JsonNode first = errors.path(0);
    String code = first.at("/extensions/code").asText();
    return new RefusedException(code + ": " + Json.text(first, "message"), first, data);
  }

  /// Refused by the transport, before any field could answer.
  static RefusedException unauthenticated(String reason) {
    JsonNode error =
        Json.read(
                Json.write(
                    Map.of(
                        "message",
                        reason,
                        "extensions",
                        Map.of("code", ErrorCode.UNAUTHENTICATED.name()))))
            .orElseThrow();
    return new RefusedException(
        ErrorCode.UNAUTHENTICATED + ": " + reason, error, MissingNode.getInstance());
  }

  public ErrorCode code() {
    return ErrorCode.of(error.at("/extensions/code").asText());
  }

  /// The server's sentence, made to be shown.
  public String sentence() {
    return Json.text(error, "message");
  }

  /// Which input is wrong, for [ErrorCode#INVALID_INPUT] and some of [ErrorCode#CONFLICT].
  public Optional<String> field() {
    return Json.maybeText(error.path("extensions"), "field");
  }

  /// Under which id the server's log has the cause, for [ErrorCode#INTERNAL].
  public Optional<String> errorId() {
    return Json.maybeText(error.path("extensions"), "errorId");
  }

  /// How long to wait, for [ErrorCode#RATE_LIMITED].
  public Optional<Duration> retryAfter() {
    return Json.maybe(
        error.path("extensions"), "retryAfter", value -> Duration.ofSeconds(value.asLong()));
  }

  /// What the answer has beside the error: a field that is refused leaves the others standing.
  /// Missing when there is nothing.
  public JsonNode partial() {
    return data;
  }

  /// Whether the server says that it was nobody who asked, and has done nothing at all. Then the
  /// same may be sent again with a better token.
  boolean nothingWasDoneForNobody() {
    boolean nothing = true;
    for (JsonNode field : data) {
      nothing &= field.isNull();
    }
    return nothing && code() == ErrorCode.UNAUTHENTICATED;
  }
}
