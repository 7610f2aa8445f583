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

/// A writer with a connection of its own, on which it asks and is answered.
final class RequestSending extends Sending {

  private final Plan plan;
  private final String good;
  private SocketChannel channel = SocketChannel.open();
  private byte[] answer = new byte[4 << 10];
  private int length;

  RequestSending(Plan plan, Plan.Writer writer) throws IOException {
    super(writer);
    this.plan = plan;
    good = writer.answer();
  }

  /// For one slice: servers hang up on who is silent while others have their turn.
  @Override
  void connect(Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(plan.host(), plan.port()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (plan.talk() == Plan.Talk.NATS) {
      NatsHello.say(channel);
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  @Override
  void disconnect() throws IOException {
    channel.close();
  }

  @Override
  void write(ByteBuffer out) throws IOException {
    length = 0;
    while (out.hasRemaining()) {
      // Short, and the answer to the one before was read: there is room for it.
      channel.write(out);
    }
  }

  @Override
  Answer.End read() throws IOException {
    if (length == answer.length) {
      answer = Arrays.copyOf(answer, 2 * length);
    }
    int read = channel.read(ByteBuffer.wrap(answer, length, answer.length - length));
    if (read < 0) {
      throw new IOException("the server hung up on a sender");
    }
    length += read;
    Answer.End end = Answer.of(answer, length, plan.talk(), good);
    if (end == Answer.End.BAD) {
      throw new IOException("not sent: " + soFar());
    }
    return end;
  }

  @Override
  String soFar() {
    return new String(answer, 0, length, StandardCharsets.UTF_8);
  }
}
