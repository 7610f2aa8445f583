package io.buddychat.server;

import io.buddychat.graphql.ws.Outcome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Says which HTTP status an answer gets.
///
/// With `application/json` it is 200 whatever the GraphQL answer holds: such clients look inside,
/// and take anything else for a fault of something in between. With
/// `application/graphql-response+json` it is 400 when nothing ran, since that type tells for
/// certain who answered.
///
/// An event stream is 200 too, since a browser does not let a page read any other.
///
/// Whoever asks for too much gets 403, as the original BuddyChat has it, or 429 by setting,
/// whatever they accept: this is also for what stands in between. So is 503, for who was turned
/// away because all of them together ask for too much.
///
/// ## Why
///
/// The draft of GraphQL over HTTP of 2026 would have 422, 294 and more; its audits, and the servers
/// and clients that are about, have these. The audits can be run, so they decide.
final class HttpStatusPolicy {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private final int overTheLimit;

  /// @param overTheLimit the status of what is over the rate limit
  HttpStatusPolicy(int overTheLimit) {
    this.overTheLimit = overTheLimit;
  }

  int of(Outcome outcome, ResponseType type) {
    if (retryAfter(outcome).isPresent()) {
      return outcome.equals(Turnstile.TURNED_AWAY) ? UNAVAILABLE : overTheLimit;
    }
    boolean ran =
        switch (outcome) {
          case Outcome.Rejected _ -> false;
          case Outcome.Single(var result) -> result.containsKey("data");
          case Outcome.Stream _ -> type == ResponseType.EVENTS;
        };
    return switch (type) {
      case JSON, EVENTS -> OK;
      case GRAPHQL -> ran ? OK : BAD_REQUEST;
    };
  }

  /// The status of what is over a limit.
  int overTheLimit() {
    return overTheLimit;
  }

  /// After how many seconds to try again, if it was refused for its rate.
  static Optional<String> retryAfter(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(var errors)
        ? errors.stream()
            .map(error -> error.get("extensions"))
            .filter(Map.class::isInstance)
            .map(extensions -> ((Map<?, ?>) extensions).get("retryAfter"))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .findFirst()
        : Optional.empty();
  }
}
