package io.buddychat.server;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.GraphQlRequest;
import io.buddychat.graphql.ws.Operations;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.graphql.ws.WsRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// GraphQL over HTTP: `POST`, and `GET` for queries and event streams. Each request runs on its own
/// virtual thread and may block as long as it needs.
final class GraphQlHandler extends Handler.Abstract {

  private final SocketOperations.World world;
  private final RequestReader reader;
  private final HttpStatusPolicy statuses;
  private final EventStreams streams;

  GraphQlHandler(
      SocketOperations.World world,
      RequestReader reader,
      HttpStatusPolicy statuses,
      EventStreams streams) {
    this.world = world;
    this.reader = reader;
    this.statuses = statuses;
    this.streams = streams;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Entrance entrance = Entrance.of(request);
    if (entrance != Entrance.HTTP) {
      return false;
    }
    response.getHeaders().add(HttpHeader.VARY, "Accept");
    sending(request).to(response, callback);
    return true;
  }

  /// What goes back, ready to be sent.
  @FunctionalInterface
  private interface Sending {
    void to(Response response, Callback callback);
  }

  private Sending sending(Request request) {
    Optional<ResponseType> accepted = ResponseType.accepted(request.getHeaders());
    ResponseType type = accepted.orElse(ResponseType.JSON);
    try {
      if (accepted.isEmpty()) {
        throw RefusedException.of(
            406,
            "Accept application/json, application/graphql-response+json or text/event-stream.");
      }
      GraphQlRequest asked = reader.read(request);
      return world
          .turnstile()
          .pass(() -> sending(request, asked, type))
          .orElseGet(() -> answer(Turnstile.TURNED_AWAY, type.ofRefusals())::send);
    } catch (RefusedException e) {
      return Answer.of(e.refusal(), type.ofRefusals())::send;
    } catch (RuntimeException | Error e) {
      return Answer.internal(e, type.ofRefusals())::send;
    }
  }

  private Sending sending(Request request, GraphQlRequest asked, ResponseType type) {
    Authentication.Result who =
        world
            .authentication()
            .byHeader(request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION));
    Connection connection = new Connection(Authentication.caller(who), AddressHandler.of(request));
    Optional<Outcome> refused =
        request.getMethod().equals("GET") ? mustOnlyRead(asked, connection) : Optional.empty();
    if (type == ResponseType.EVENTS) {
      return (response, callback) ->
          stream(
              new EventStreams.Exchange(request, response, callback),
              asked,
              who,
              connection,
              refused);
    }
    return refused
            .map(outcome -> answer(outcome, type.ofRefusals()))
            .orElseGet(() -> answer(world.graphQl().execute(asked, connection), type))
        ::send;
  }

  /// @return what refuses it if whoever asks is over their limit
  private Optional<Outcome> mustOnlyRead(GraphQlRequest asked, Connection connection) {
    try {
      requireReading(asked, connection);
      return Optional.empty();
    } catch (BuddyChatException e) {
      return Optional.of(new Outcome.Rejected(List.of(BuddyChatGraphQl.error(e))));
    }
  }

  private void requireReading(GraphQlRequest asked, Connection connection) {
    if (world.graphQl().isMutation(asked, connection)) {
      throw new RefusedException(Refusal.onlyBy("POST", "Mutations are sent by POST."));
    }
  }

  private void stream(
      EventStreams.Exchange exchange,
      GraphQlRequest asked,
      Authentication.Result who,
      Connection connection,
      Optional<Outcome> refused) {
    WsRequest request =
        new WsRequest(
            asked.query(),
            asked.documentId(),
            asked.operationName(),
            asked.variables(),
            asked.extensions());
    Function<StreamFrames, Operations> operations =
        frames ->
            new StreamOperations(
                SocketOperations.ofRequest(world, connection),
                who,
                refused,
                outcome ->
                    frames.begin(statuses.of(outcome, ResponseType.EVENTS), retryAfter(outcome)));
    if (!streams.answer(exchange, connection.owner(), request, operations)) {
      Answer.of(
              statuses.overTheLimit(),
              ResponseType.JSON,
              Refusal.body("Too many event streams are open.", "RATE_LIMITED"))
          .send(exchange.response(), exchange.callback());
    }
  }

  private Answer answer(Outcome outcome, ResponseType type) {
    return new Answer(statuses.of(outcome, type), type, body(outcome), retryAfter(outcome));
  }

  private static List<HttpField> retryAfter(Outcome outcome) {
    return HttpStatusPolicy.retryAfter(outcome)
        .map(seconds -> List.of(new HttpField(HttpHeader.RETRY_AFTER, seconds)))
        .orElse(List.of());
  }

  private static Object body(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected(var errors) -> Map.of("errors", errors);
      case Outcome.Single(var result) -> result;
      // Nobody subscribes to it, so it never began.
      case Outcome.Stream _ ->
          Refusal.body(
              "Subscriptions need a WebSocket: connect to this address by graphql-transport-ws;"
                  + " or accept text/event-stream.",
              "INVALID_INPUT");
    };
  }
}
