package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A subscriber of a NATS server.
final class NatsListening extends TextListening {

  private NatsListening(int lane, SocketChannel channel) {
    super(lane, channel);
  }

  static Listening open(Plan plan, Plan.Reader reader) throws IOException {
    SocketChannel channel = connect(plan);
    NatsHello.say(channel);
    open(channel, reader);
    return new NatsListening(reader.lane(), channel);
  }

  /// The server asks only who was silent.
  @Override
  void hear(byte[] bytes, int length) throws IOException {
    if (length >= 6
        && new String(bytes, length - 6, 6, StandardCharsets.US_ASCII).equals("PING\r\n")) {
      write(ByteBuffer.wrap("PONG\r\n".getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
