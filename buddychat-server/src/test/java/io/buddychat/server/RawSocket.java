package io.buddychat.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket by hand, for what no proper client would send: any bytes, as frames or not.
final class RawSocket implements AutoCloseable {

  /// The first byte of a frame: the last one of its message.
  static final int FIN = 0x80;

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /// What [#end] gives when the server broke off without a word.
  static final int BROKEN = 1006;

  /// What [#end] gives for a close frame without a code.
  static final int NO_CODE = 1005;

  private static final int MASKED = 0x80;
  private static final byte[] KEY = {0x11, 0x22, 0x33, 0x44};
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream in;
  private final String head;

  private RawSocket(URI uri, String subprotocol, String headers) throws IOException {
    socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    send(
        """
        GET /graphql HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: %s\r
        %s\r
        """
            .formatted(subprotocol, headers)
            .getBytes(StandardCharsets.US_ASCII));
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\n") < 0) {
      read.append((char) in.readUnsignedByte());
    }
    head = read.toString();
  }

  /// Opens one that speaks today's protocol.
  static RawSocket open(URI uri) {
    return open(uri, "graphql-transport-ws", "");
  }

  /// @param headers more of them, each with its end of line
  static RawSocket open(URI uri, String subprotocol, String headers) {
    try {
      return new RawSocket(uri, subprotocol, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The head of the server's answer to the handshake.
  String head() {
    return head;
  }

  /// Sends these very bytes. A server that has already left hears nothing of it.
  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // It is closed; what the server said before is still to be read.
    }
  }

  /// Sends a text frame, as it should be.
  void sendText(String text) {
    send(frame(FIN | TEXT, text));
  }

  /// Says that nothing more will come, and goes on listening.
  void shutOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // It is closed.
    }
  }

  /// The next text, past frames about the socket itself.
  String next() {
    try {
      while (true) {
        Frame frame = read();
        if ((frame.first() & 0xF) == TEXT) {
          return StandardCharsets.UTF_8.decode(frame.payload()).toString();
        }
        if ((frame.first() & 0xF) == CLOSE) {
          throw new AssertionError("closed with " + code(frame));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads on until the server closes.
  ///
  /// @return the code of its close frame, [#NO_CODE], or [#BROKEN]
  int end() {
    try {
      while (true) {
        Frame frame = read();
        if ((frame.first() & 0xF) == CLOSE) {
          return code(frame);
        }
      }
    } catch (IOException e) {
      return BROKEN;
    }
  }

  private static int code(Frame frame) {
    return frame.payload().remaining() < 2 ? NO_CODE : frame.payload().getShort() & 0xFFFF;
  }

  private Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((second & MASKED) != 0) {
      throw new AssertionError("a server must not mask");
    }
    int length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> Math.toIntExact(in.readLong());
          default -> second;
        };
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(first, ByteBuffer.wrap(payload));
  }

  private record Frame(int first, ByteBuffer payload) {}

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Frames as bytes.

  /// A frame as a client has to make it.
  ///
  /// @param first its first byte: flags and opcode
  static byte[] frame(int first, byte[] payload) {
    return frame(first, payload.length, payload);
  }

  static byte[] frame(int first, String payload) {
    return frame(first, payload.getBytes(StandardCharsets.UTF_8));
  }

  /// One that claims another length than it has.
  static byte[] frame(int first, long claimed, byte[] payload) {
    int bytes = claimed < 126 ? 0 : claimed <= 0xFFFF ? 2 : 8;
    return frame(first, bytes, claimed, payload);
  }

  /// One whose length is written in so many bytes: 0, 2 or 8.
  static byte[] frame(int first, int bytes, long claimed, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    switch (bytes) {
      case 0 -> out.write(MASKED | (int) claimed);
      case 2 -> {
        out.write(MASKED | 126);
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) claimed).array());
      }
      default -> {
        out.write(MASKED | 127);
        out.writeBytes(ByteBuffer.allocate(8).putLong(claimed).array());
      }
    }
    out.writeBytes(KEY);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ KEY[i % KEY.length]);
    }
    return out.toByteArray();
  }

  /// One that is not masked, with fewer than 126 bytes.
  static byte[] unmasked(int first, String payload) {
    byte[] text = payload.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length)
        .put((byte) first)
        .put((byte) text.length)
        .put(text)
        .array();
  }

  /// A close frame with this code.
  static byte[] closing(int code, byte[] reason) {
    return frame(
        FIN | CLOSE,
        ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
  }

  static byte[] together(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
