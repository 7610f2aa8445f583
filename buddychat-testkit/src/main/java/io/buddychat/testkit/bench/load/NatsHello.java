package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// How a connection to a NATS server begins: the server tells of itself, the client does.
final class NatsHello {

  private static final String CONNECT =
      "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nPING\r\n";

  private NatsHello() {}

  static void say(SocketChannel channel) throws IOException {
    await(channel, "\r\n");
    channel.write(ByteBuffer.wrap(CONNECT.getBytes(StandardCharsets.US_ASCII)));
    await(channel, "PONG\r\n");
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
}
