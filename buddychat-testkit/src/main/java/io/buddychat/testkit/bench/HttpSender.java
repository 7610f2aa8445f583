package io.buddychat.testkit.bench;

import io.buddychat.testkit.program.GraphQlClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends over HTTP on one kept socket, with as little work of its own as possible: it shares the
/// processors with the server. The request is built once.
final class HttpSender implements Sender, AutoCloseable {

  static final String TEXT = "Nobody who keeps the same rows can be faster than that.";

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");
  private static final int PATIENCE_MILLIS = 30_000;

  /// The server hangs up on who is silent for longer, as this sender is while others have a turn.
  private static final long SILENCE_NANOS = 2_000_000_000L;

  private final URI uri;
  private final byte[] request;
  private final byte[] buffer = new byte[8 << 10];
  private Socket socket = new Socket();
  private long lastUse;

  /// @param mutation takes the `copy` to send in and the `text`
  HttpSender(URI uri, String mutation, Conversations.Copy copy) {
    this.uri = uri;
    byte[] body = GraphQlClient.body(mutation, Map.of("copy", copy.id(), "text", TEXT));
    String head =
        String.join(
            "\r\n",
            "POST " + uri.getPath() + " HTTP/1.1",
            "Host: " + uri.getAuthority(),
            "Authorization: JWT " + copy.token(),
            "Content-Type: application/json",
            "Content-Length: " + body.length,
            "",
            "");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    request = whole.toByteArray();
  }

  @Override
  public void send() throws IOException {
    if (!socket.isConnected() || System.nanoTime() - lastUse > SILENCE_NANOS) {
      connect();
    }
    socket.getOutputStream().write(request);
    String answer = answer(socket.getInputStream());
    if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("\"duplicate\":false")) {
      throw new IOException("not sent: " + answer);
    }
    lastUse = System.nanoTime();
  }

  private void connect() throws IOException {
    socket.close();
    socket = new Socket(uri.getHost(), uri.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /// Head and body. Short answers come with their length.
  private String answer(InputStream in) throws IOException {
    int have = 0;
    int whole = Integer.MAX_VALUE;
    while (have < whole) {
      int read = in.read(buffer, have, buffer.length - have);
      if (read <= 0) {
        throw new IOException("the answer ends early");
      }
      have += read;
      String text = new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
      int body = text.indexOf("\r\n\r\n");
      if (body >= 0 && whole == Integer.MAX_VALUE) {
        Matcher length = LENGTH.matcher(text);
        if (!length.find()) {
          throw new IOException("an answer without its length: " + text);
        }
        whole = body + 4 + Integer.parseInt(length.group(1));
      }
    }
    return new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is not needed any more.
    }
  }
}
