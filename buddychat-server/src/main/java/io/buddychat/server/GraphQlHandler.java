package io.buddychat.server;

import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.GraphQlRequest;
import io.buddychat.graphql.ws.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// GraphQL over HTTP: `POST`, and `GET` for queries. Each request runs on its own virtual thread
/// and may block as long as it needs.
final class GraphQlHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(GraphQlHandler.class);

  private final BuddyChatGraphQl graphQl;
  private final Authentication authentication;
  private final RequestReader reader;
  private final HttpStatusPolicy statuses;

  GraphQlHandler(
      BuddyChatGraphQl graphQl,
      Authentication authentication,
      RequestReader reader,
      HttpStatusPolicy statuses) {
    this.statuses = statuses;
    this.graphQl = graphQl;
    this.authentication = authentication;
    this.reader = reader;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Entrance entrance = Entrance.of(request);
    if (entrance != Entrance.HTTP) {
      return false;
    }
    response.getHeaders().add(HttpHeader.VARY, "Accept");
    answer(request).send(response, callback);
    return true;
  }

  private Answer answer(Request request) {
    Optional<ResponseType> accepted = ResponseType.accepted(request.getHeaders());
    ResponseType type = accepted.orElse(ResponseType.JSON);
    try {
      if (accepted.isEmpty()) {
        throw RefusedException.of(
            406, "Accept application/json or application/graphql-response+json.");
      }
      return run(request, reader.read(request), type);
    } catch (RefusedException e) {
      return Answer.of(e.refusal(), type);
    } catch (RuntimeException | Error e) {
      return failed(e, type);
    }
  }

  private Answer run(Request request, GraphQlRequest asked, ResponseType type) {
    if (request.getMethod().equals("GET") && graphQl.isMutation(asked)) {
      throw new RefusedException(Refusal.onlyBy("POST", "Mutations are sent by POST."));
    }
    Authentication.Result who =
        authentication.byHeader(request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION));
    Outcome outcome =
        graphQl.execute(
            asked, new Connection(Authentication.caller(who), Request.getRemoteAddr(request)));
    List<HttpField> headers =
        HttpStatusPolicy.retryAfter(outcome)
            .map(seconds -> List.of(new HttpField(HttpHeader.RETRY_AFTER, seconds)))
            .orElse(List.of());
    return new Answer(statuses.of(outcome, type), type, body(outcome), headers);
  }

  private static Object body(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected(var errors) -> Map.of("errors", errors);
      case Outcome.Single(var result) -> result;
      // Nobody subscribes to it, so it never began.
      case Outcome.Stream _ ->
          Refusal.body(
              "Subscriptions need a WebSocket: connect to this address by graphql-transport-ws.",
              "INVALID_INPUT");
    };
  }

  /// For a failure nobody foresaw: the log gets all of it, the client a number to ask about.
  private static Answer failed(Throwable failure, ResponseType type) {
    String errorId = UUID.randomUUID().toString();
    log.error("A request failed, errorId {}", errorId, failure);
    Map<String, Object> error =
        Map.of(
            "message",
            "Internal error",
            "extensions",
            Map.of("code", "INTERNAL", "errorId", errorId));
    return Answer.of(500, type, Map.of("errors", List.of(error)));
  }
}
