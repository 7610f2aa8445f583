package io.buddychat.server;

import io.buddychat.server.TestClient.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// HTTP by hand, for what no proper client would send.
final class Raw {

  private static final int PATIENCE_MILLIS = 30_000;

  private Raw() {}

  /// Gets the address with these headers, and reads what comes until the server closes.
  static Reply get(URI uri, String... headers) {
    return send(
        uri,
        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n"
            .formatted(uri.getPath(), uri.getAuthority(), String.join("\r\n", headers)));
  }

  /// Sends this very text, and reads the head of what comes.
  static Reply send(URI uri, String text) {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      String head = head(socket);
      int status = Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
      return new Reply(status, Map.of(), head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends this very text, and reads all that comes until the server closes: what came until then
  /// if it hangs up.
  static String whole(URI uri, String text) {
    return whole(uri, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The same for bytes.
  static String whole(URI uri, byte[] bytes) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        // That no more comes: the server need not wait for it.
        socket.shutdownOutput();
        socket.getInputStream().transferTo(answer);
      } catch (SocketException hungUp) {
        return answer.toString(StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    int next = socket.getInputStream().read();
    while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
      head.append((char) next);
      next = socket.getInputStream().read();
    }
    return head.toString();
  }
}
