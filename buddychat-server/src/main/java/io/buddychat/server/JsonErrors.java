package io.buddychat.server;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What Jetty answers where nothing of ours did: a path that is none, headers that are too long.
/// JSON like all else, and nothing about the inside of the server.
final class JsonErrors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status == HttpStatus.INTERNAL_SERVER_ERROR_500) {
      failed(request.getAttribute(ERROR_EXCEPTION), response, callback);
      return true;
    }
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      // It stops; behind a load balancer another server takes the next request.
      Answer.of(Refusal.tryAgain("The server stops; try again in a moment."), ResponseType.JSON)
          .send(response, callback);
      return true;
    }
    String code =
        switch (status) {
          case 404 -> "NOT_FOUND";
          case 403 -> "FORBIDDEN";
          // HTTP's way to say that the request asks for what there is not.
          case 501, 505 -> "INVALID_INPUT";
          default -> status < 500 ? "INVALID_INPUT" : "INTERNAL";
        };
    Answer.of(status, ResponseType.JSON, Refusal.body(HttpStatus.getMessage(status), code))
        .send(response, callback);
    return true;
  }

  /// A client that has left is no failure of ours, and there is nobody to be told of it.
  private static void failed(@Nullable Object cause, Response response, Callback callback) {
    switch (cause) {
      case QuietException _ -> callback.succeeded();
      case Throwable failure ->
          Answer.internal(failure, ResponseType.JSON).send(response, callback);
      case null, default ->
          Answer.internal(
                  new IllegalStateException("an answer failed without a reason"), ResponseType.JSON)
              .send(response, callback);
    }
  }
}
