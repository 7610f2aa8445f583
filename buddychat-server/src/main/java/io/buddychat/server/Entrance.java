package io.buddychat.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// What a request is for. GraphQL has one path, and the headers tell whether a socket is wanted.
enum Entrance {
  HTTP,
  SOCKET,
  NONE;

  static final String PATH = "/graphql";

  static Entrance of(Request request) {
    String path = Request.getPathInContext(request);
    if (!path.equals(PATH) && !path.equals(PATH + "/")) {
      return NONE;
    }
    boolean upgrade =
        request.getMethod().equals("GET")
            && "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
    return upgrade ? SOCKET : HTTP;
  }
}
