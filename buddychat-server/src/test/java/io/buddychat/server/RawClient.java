package io.buddychat.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection that speaks HTTP by hand, in its own time: it sends and reads when it is told to.
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int SMALL_BUFFER = 4 << 10;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  private final Socket socket = new Socket();

  RawClient(URI uri) throws IOException {
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
  }

  /// What came back: its first line and headers, and the body if its length was told.
  record Answer(int status, String head, String body) {}

  /// Sends this text, its line ends made those of HTTP.
  void send(String text) throws IOException {
    sendVerbatim(text.replace("\n", "\r\n"));
  }

  /// Sends this very text, a byte for each character.
  void sendVerbatim(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends so many bytes, whatever comes back meanwhile.
  void sendBytes(int count) throws IOException {
    byte[] piece = new byte[16 << 10];
    Arrays.fill(piece, (byte) 'x');
    for (int left = count; left > 0; left -= piece.length) {
      socket.getOutputStream().write(piece, 0, Math.min(left, piece.length));
    }
  }

  /// Waits until something has come, without reading it.
  void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (socket.getInputStream().available() == 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("no answer has come");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// Reads one answer.
  Answer answer() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new AssertionError("closed after: " + head);
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return new Answer(
        Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())),
        head.toString(),
        new String(body, StandardCharsets.UTF_8));
  }

  /// Reads on until the server closes.
  ///
  /// @return what still came
  String rest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(rest);
    } catch (SocketException e) {
      // Cut off rather than closed: the end all the same.
    }
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  /// Waits for the server to close, and for nothing to come before.
  boolean isClosed() throws IOException {
    return rest().isEmpty();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
