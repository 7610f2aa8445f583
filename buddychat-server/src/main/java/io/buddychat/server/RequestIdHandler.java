package io.buddychat.server;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/// Gives each request an id, by which its answer and its lines in the log are found together: the
/// one that came with it, from a proxy say, or one of its own.
final class RequestIdHandler extends Handler.Wrapper {

  /// In the answer, and in a request that brings one.
  static final String HEADER = "X-Request-Id";

  /// What the log calls it.
  private static final String LOGGED = "request";

  /// What is taken from a client gets into the log, so it is short and plain.
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

  RequestIdHandler(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    List<String> given = request.getHeaders().getValuesList(HEADER);
    String id =
        given.size() == 1 && SANE.matcher(given.getFirst()).matches()
            ? given.getFirst()
            : UUID.randomUUID().toString();
    response.getHeaders().put(HEADER, id);
    try (var _ = logged(id)) {
      return super.handle(request, response, callback);
    }
  }

  /// Has this thread log under an id, until that is closed.
  private static MDC.MDCCloseable logged(String id) {
    return MDC.putCloseable(LOGGED, id);
  }
}
