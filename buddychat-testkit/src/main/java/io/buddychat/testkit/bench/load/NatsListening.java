package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A subscriber of a NATS server: the numbers are looked for wherever they are.
final class NatsListening extends Listening {

  private final SocketChannel channel;
  private byte[] rest = new byte[0];

  private NatsListening(int lane, SocketChannel channel) {
    super(lane);
    this.channel = channel;
  }

  static Listening open(Plan plan, Plan.Reader reader) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(plan.host(), plan.port()));
    NatsHello.say(channel);
    for (int i = 0; i < reader.opening().size(); i++) {
      channel.write(ByteBuffer.wrap(reader.opening().get(i).getBytes(StandardCharsets.US_ASCII)));
      NatsHello.await(channel, reader.answers().get(i));
    }
    return new NatsListening(reader.lane(), channel);
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
      throw new IOException("the server hung up on a listener");
    }
    int end = rest.length + read;
    if (isPing(shared, end)) {
      channel.write(ByteBuffer.wrap("PONG\r\n".getBytes(StandardCharsets.US_ASCII)));
    }
    rest = Arrays.copyOfRange(shared, countNumbers(shared, 0, end), end);
  }

  /// The server asks only who was silent.
  private static boolean isPing(byte[] bytes, int length) {
    return length >= 6
        && new String(bytes, length - 6, 6, StandardCharsets.US_ASCII).equals("PING\r\n");
  }
}
