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
    TextListening.await(channel, "\r\n");
    channel.write(ByteBuffer.wrap(CONNECT.getBytes(StandardCharsets.US_ASCII)));
    TextListening.await(channel, "PONG\r\n");
  }
}
