package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One writer's connection. Not for several threads.
final class Sending {

  private static final int DIGITS = Plan.NUMBER.length() - 1;

  private final Plan plan;
  private final Plan.Writer writer;
  private final byte[] request;

  /// Where the number stands in the request; negative when it has none.
  private final int number;

  private SocketChannel channel = SocketChannel.open();
  private byte[] answer = new byte[4 << 10];
  private int length;
  private long sentNumber;
  private long sentAt;

  Sending(Plan plan, Plan.Writer writer) throws IOException {
    this.plan = plan;
    this.writer = writer;
    request = writer.request().getBytes(StandardCharsets.UTF_8);
    number = new String(request, StandardCharsets.ISO_8859_1).indexOf(Plan.NUMBER);
  }

  int lane() {
    return writer.lane();
  }

  /// The number of the message that is under way, or was last.
  long sentNumber() {
    return sentNumber;
  }

  long sentAt() {
    return sentAt;
  }

  /// For one slice: servers hang up on who is silent while others have their turn.
  void connect(Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(plan.host(), plan.port()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (plan.talk() == Plan.Talk.NATS) {
      NatsHello.say(channel);
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  void disconnect() throws IOException {
    channel.close();
  }

  void send(long newNumber) throws IOException {
    sentNumber = newNumber;
    length = 0;
    if (number >= 0) {
      long rest = newNumber;
      for (int digit = DIGITS; digit > 0; digit--) {
        request[number + digit] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    sentAt = System.nanoTime();
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      // Short, and the answer to the one before was read: there is room for it.
      channel.write(out);
    }
  }

  /// Reads what is there.
  ///
  /// @throws IOException when it is no answer that a benchmark can go on with
  Answer.End read() throws IOException {
    if (length == answer.length) {
      answer = Arrays.copyOf(answer, 2 * length);
    }
    int read = channel.read(ByteBuffer.wrap(answer, length, answer.length - length));
    if (read < 0) {
      throw new IOException("the server hung up on a sender");
    }
    length += read;
    Answer.End end = Answer.of(answer, length, plan.talk(), writer.answer());
    if (end == Answer.End.BAD) {
      throw new IOException("not sent: " + new String(answer, 0, length, StandardCharsets.UTF_8));
    }
    return end;
  }
}
