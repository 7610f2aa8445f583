package io.buddychat.testkit.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A subscriber over a WebSocket, by `graphql-transport-ws`.
final class WsListening extends Listening {

  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xa;

  private final SocketChannel channel;
  private byte[] rest = new byte[0];

  private WsListening(int lane, SocketChannel channel) {
    super(lane);
    this.channel = channel;
  }

  /// Returns when the last of the answers that are waited for has come.
  static Listening open(Plan plan, Plan.Reader reader) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(plan.host(), plan.port()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.write(ByteBuffer.wrap(upgrade(plan, reader).getBytes(StandardCharsets.US_ASCII)));
    WsListening listening = new WsListening(reader.lane(), channel);
    Incoming in = listening.new Incoming();
    in.expect("HTTP/1.1 101");
    for (int i = 0; i < reader.opening().size(); i++) {
      listening.write(TEXT, reader.opening().get(i).getBytes(StandardCharsets.UTF_8));
      in.expect(reader.answers().get(i));
    }
    return listening;
  }

  private static String upgrade(Plan plan, Plan.Reader reader) {
    return String.join(
        "\r\n",
        "GET " + reader.path() + " HTTP/1.1",
        "Host: " + plan.host() + ":" + plan.port(),
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol: graphql-transport-ws",
        "",
        "");
  }

  /// What comes while the connection is being opened, and nothing comes unasked.
  private final class Incoming {

    private final ByteBuffer in = ByteBuffer.allocate(16 << 10);

    void expect(String text) throws IOException {
      in.clear();
      do {
        if (channel.read(in) < 0) {
          throw new EOFException("the server hung up instead of: " + text);
        }
      } while (!said().contains(text) && isGood() && in.hasRemaining());
      if (!said().contains(text)) {
        throw new IOException("not " + text + " but: " + said());
      }
    }

    private boolean isGood() {
      return !said().contains("\"error") && (in.get(0) & 0xf) != CLOSE;
    }

    private String said() {
      return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
    }
  }

  @Override
  void register(Selector selector, int operations) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, operations, this);
  }

  @Override
  void read(byte[] shared) throws IOException {
    System.arraycopy(rest, 0, shared, 0, rest.length);
    int read = channel.read(ByteBuffer.wrap(shared, rest.length, shared.length - rest.length));
    if (read < 0) {
      throw new EOFException("the server hung up on a listener");
    }
    int end = rest.length + read;
    int begin = 0;
    for (int next = frame(shared, begin, end); next > begin; next = frame(shared, begin, end)) {
      begin = next;
    }
    rest = Arrays.copyOfRange(shared, begin, end);
  }

  /// Deals with a frame if all of it is there.
  ///
  /// @return where it ends; where it begins when it is not all there
  private int frame(byte[] bytes, int begin, int end) throws IOException {
    if (end - begin < 2) {
      return begin;
    }
    int shortLength = bytes[begin + 1] & 0x7f;
    int extra = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    int payload = begin + 2 + extra;
    if (end < payload) {
      return begin;
    }
    long length = extra == 0 ? shortLength : 0;
    for (int i = begin + 2; i < payload; i++) {
      length = (length << 8) | (bytes[i] & 0xff);
    }
    if (end - payload < length) {
      return begin;
    }
    int next = payload + (int) length;
    hear(bytes[begin] & 0xf, bytes, payload, next);
    return next;
  }

  private void hear(int opcode, byte[] bytes, int from, int to) throws IOException {
    switch (opcode) {
      case TEXT -> hearText(bytes, from, to);
      case PING -> write(PONG, Arrays.copyOfRange(bytes, from, to));
      case CLOSE -> throw new IOException("closed: " + closing(bytes, from, to));
      default -> {
        // A pong that nobody asked for.
      }
    }
  }

  private void hearText(byte[] bytes, int from, int to) throws IOException {
    long before = count();
    countNumbers(bytes, from, to);
    if (count() != before) {
      return;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.contains("\"type\":\"ping\"")) {
      write(TEXT, "{\"type\":\"pong\"}".getBytes(StandardCharsets.UTF_8));
    } else if (text.contains("\"errors\"") || text.contains("\"type\":\"error\"")) {
      throw new IOException("no event: " + text);
    }
  }

  private static String closing(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return "without a code";
    }
    int code = ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff);
    return code + " " + new String(bytes, from + 2, to - from - 2, StandardCharsets.UTF_8);
  }

  /// Clients mask what they send; a mask of zeros changes nothing.
  private void write(int opcode, byte[] payload) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(payload.length + 8);
    out.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      out.put((byte) (0x80 | payload.length));
    } else {
      out.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    out.putInt(0).put(payload).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
