package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/// How a client reaches a server. One belongs to one client, and ends with it.
public abstract sealed class Transport permits HttpTransport, SocketTransport {

  Transport() {}

  /// Asks by HTTP, follows by WebSocket: the usual way.
  ///
  /// @param server such as `http://127.0.0.1:8080/graphql`
  public static Transport http(URI server) {
    return new HttpTransport(server);
  }

  /// Does everything over sockets: `Sockets.to(uri)` are real ones, and one's own [Sockets] lead to
  /// a BuddyChat in the same program. Files do not go this way.
  public static Transport sockets(Sockets sockets) {
    return new SocketTransport(sockets);
  }

  /// Sends a request and waits for its answer.
  ///
  /// @param token whose it is; nobody's if there is none
  /// @return the whole answer, with `data` and perhaps `errors`
  /// @throws java.io.UncheckedIOException if there is no answer
  /// @throws RefusedException if the token is no good here
  abstract JsonNode ask(JsonNode request, Optional<String> token);

  /// The newest answer to somebody unknown has made them the person of this token.
  abstract void signedIn(String token);

  /// On which an inbox is followed.
  abstract Sockets sockets();

  /// Takes a file to the server.
  ///
  /// @return what the server says of it
  /// @throws java.io.UncheckedIOException if there is no answer
  abstract JsonNode upload(String name, String contentType, byte[] content, Optional<String> token);

  /// Fetches a file from a path of this server.
  ///
  /// @throws java.io.UncheckedIOException if there is no answer
  abstract byte[] download(String path, Optional<String> token);

  abstract void close();
}
