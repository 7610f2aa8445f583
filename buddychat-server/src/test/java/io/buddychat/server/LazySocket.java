package io.buddychat.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket by hand whose client talks, and reads no more than it must.
final class LazySocket implements AutoCloseable {

  private static final int SMALL = 4096;
  private static final int ABOUT_THE_SOCKET = 0x08;
  private static final int LAST_PART = 0x80;
  private static final int PAUSE_MILLIS = 50;
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();

  LazySocket(URI uri) {
    try {
      socket.setReceiveBufferSize(SMALL);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
      write(
          """
          GET /graphql HTTP/1.1\r
          Host: localhost\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Protocol: graphql-transport-ws\r
          \r
          """
              .getBytes(StandardCharsets.US_ASCII));
      awaitText("\r\n\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a short text frame, masked with zeros.
  void send(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(LAST_PART | 1);
    frame.write(0x80 | 126);
    frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    try {
      write(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Reads only until this has come.
  void awaitText(String text) {
    StringBuilder read = new StringBuilder();
    try {
      while (read.indexOf(text) < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new AssertionError("closed after " + read);
        }
        read.append((char) next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads at last, until there is nothing more.
  ///
  /// @return how many bytes there were
  long readToTheEnd() {
    try (InputStream in = socket.getInputStream()) {
      return in.skip(Long.MAX_VALUE);
    } catch (IOException e) {
      // Broken off, which is an end too.
      return 0;
    }
  }

  /// Reads one text frame, and no more.
  String next() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      boolean last = false;
      while (!last) {
        int head = in.readUnsignedByte();
        byte[] payload = new byte[length(in)];
        in.readFully(payload);
        if ((head & ABOUT_THE_SOCKET) == 0) {
          text.writeBytes(payload);
          last = (head & LAST_PART) != 0;
        }
      }
      return text.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Talks on, without reading, until the server has ended the connection.
  void talkUntilCutOff() {
    while (true) {
      try {
        send("{\"type\":\"pong\"}");
        Thread.sleep(PAUSE_MILLIS);
      } catch (UncheckedIOException e) {
        return;
      } catch (InterruptedException e) {
        throw new AssertionError("was never cut off", e);
      }
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    return switch (first) {
      case 126 -> in.readUnsignedShort();
      case 127 -> (int) in.readLong();
      default -> first;
    };
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
