package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A listener by a protocol of text: the numbers are looked for wherever they are.
abstract class TextListening extends Listening {

  private final SocketChannel channel;
  private byte[] rest = new byte[0];

  TextListening(int lane, SocketChannel channel) {
    super(lane);
    this.channel = channel;
  }

  static SocketChannel connect(Plan plan) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(plan.host(), plan.port()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  /// Says what a reader says at the beginning.
  static void open(SocketChannel channel, Plan.Reader reader) throws IOException {
    for (int i = 0; i < reader.opening().size(); i++) {
      channel.write(ByteBuffer.wrap(reader.opening().get(i).getBytes(StandardCharsets.UTF_8)));
      await(channel, reader.answers().get(i));
    }
  }

  /// Reads until what was said ends like this.
  static void await(SocketChannel channel, String end) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(8 << 10);
    while (!new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII).endsWith(end)) {
      if (channel.read(in) <= 0) {
        throw new IOException("no answer that ends in " + end.strip());
      }
    }
  }

  @Override
  final void register(Selector selector, int operations) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, operations, this);
  }

  @Override
  final void read(byte[] shared) throws IOException {
    System.arraycopy(rest, 0, shared, 0, rest.length);
    int read = channel.read(ByteBuffer.wrap(shared, rest.length, shared.length - rest.length));
    if (read < 0) {
      throw new IOException("the server hung up on a listener");
    }
    int end = rest.length + read;
    hear(shared, end);
    rest = Arrays.copyOfRange(shared, countNumbers(shared, 0, end), end);
  }

  /// Told of all that came, before it is counted.
  void hear(byte[] bytes, int length) throws IOException {
    // Most only count.
  }

  /// Writes all of it: it is short, and there is room for it.
  final void write(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
