package io.buddychat.server;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Has the API under whatever path it is to have, of which nobody behind it needs to know.
final class EndpointHandler extends Handler.Wrapper {

  private final Endpoint endpoint;

  private EndpointHandler(Endpoint endpoint, Handler behind) {
    super(behind);
    this.endpoint = endpoint;
  }

  static Handler of(Endpoint endpoint, Handler behind) {
    return new EndpointHandler(endpoint, behind);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String asked = Request.getPathInContext(request);
    String inside = endpoint.inside(asked);
    if (inside.isEmpty()) {
      return false;
    }
    return inside.equals(asked)
        ? super.handle(request, response, callback)
        : super.handle(new Inside(request, inside), response, callback);
  }

  /// A request by the path it has inside.
  private static final class Inside extends Request.Wrapper {

    private final HttpURI uri;

    Inside(Request request, String path) {
      super(request);
      uri = HttpURI.build(request.getHttpURI()).path(path).asImmutable();
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }
  }
}
