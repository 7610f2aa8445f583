package io.buddychat.server;

import io.buddychat.graphql.ws.Outcome;

/// Says which HTTP status an answer gets.
///
/// With `application/json` it is 200 whatever the GraphQL answer holds: such clients look inside,
/// and take anything else for a fault of something in between. With
/// `application/graphql-response+json` it is 400 when nothing ran, since that type tells for
/// certain who answered.
///
/// ## Why
///
/// The draft of GraphQL over HTTP of 2026 would have 422, 294 and more; its audits, and the servers
/// and clients that are about, have these. The audits can be run, so they decide.
final class HttpStatusPolicy {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private HttpStatusPolicy() {}

  static int of(Outcome outcome, ResponseType type) {
    boolean ran =
        switch (outcome) {
          case Outcome.Rejected _ -> false;
          case Outcome.Single(var result) -> result.containsKey("data");
          // Streams do not come by HTTP.
          case Outcome.Stream _ -> false;
        };
    return switch (type) {
      case JSON -> OK;
      case GRAPHQL -> ran ? OK : BAD_REQUEST;
    };
  }
}
