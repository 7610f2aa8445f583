package io.buddychat.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client of an event stream, by hand: it reads when a test says so, and leaves when it says so.
final class EventReader implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private Optional<String> head = Optional.empty();

  private EventReader(URI uri, String request, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
      send(request);
      in = new BufferedInputStream(socket.getInputStream(), 512);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What comes between two empty lines: an event, or a sign of life.
  record Event(String text) {

    String name() {
      return text.lines().findFirst().orElse("").replaceFirst("^event: ?", "");
    }

    String data() {
      return text.lines()
          .filter(line -> line.startsWith("data:"))
          .map(line -> line.replaceFirst("^data: ?", ""))
          .findFirst()
          .orElseThrow(() -> new AssertionError(text));
    }

    boolean isSignOfLife() {
      return text.equals(":\n");
    }
  }

  /// Asks by `GET`, as a browser's `EventSource` does.
  static EventReader get(URI uri, String document, String token) {
    return get(uri, document, token, 0);
  }

  /// @param receiveBuffer how much may lie unread with the client, in bytes; 0 is the usual
  static EventReader get(URI uri, String document, String token, int receiveBuffer) {
    String query = URLEncoder.encode(document, StandardCharsets.UTF_8);
    return new EventReader(
        uri, head("GET", uri, uri.getPath() + "?query=" + query, token) + "\r\n", receiveBuffer);
  }

  /// Asks by `POST`.
  static EventReader post(URI uri, String json, String token) {
    return new EventReader(
        uri,
        head("POST", uri, uri.getPath(), token)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.getBytes(StandardCharsets.UTF_8).length, json),
        0);
  }

  private static String head(String method, URI uri, String target, String token) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s"
        .formatted(
            method,
            target,
            uri.getAuthority(),
            token.isEmpty() ? "" : "Authorization: JWT " + token + "\r\n");
  }

  /// Says something more on the same connection.
  void send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int status() {
    return Integer.parseInt(head().split(" ", -1)[1]);
  }

  /// The lines before the events; they come with the first of those.
  String head() {
    if (head.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      for (String line = line(); !line.isEmpty(); line = line()) {
        lines.append(line).append('\n');
      }
      head = Optional.of(lines.toString());
    }
    return head.get();
  }

  /// The next event, signs of life left out.
  Event next() {
    Event event = any();
    while (event.isSignOfLife()) {
      event = any();
    }
    return event;
  }

  /// The next event or sign of life.
  Event any() {
    head();
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return new Event(String.join("\n", lines) + "\n");
  }

  /// Everything there still is behind the head, until the server ends the connection.
  String rest() {
    head();
    return untilTheEnd();
  }

  /// Everything there still is, a head included that was not looked at.
  String untilTheEnd() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException("the server did not end the stream", e);
    } catch (IOException e) {
      // Broken off, which is an end too.
    }
    return rest.toString(StandardCharsets.UTF_8);
  }

  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new AssertionError("ended after: " + line.toString(StandardCharsets.UTF_8));
        }
        line.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
