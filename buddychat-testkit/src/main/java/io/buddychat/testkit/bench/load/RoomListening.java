package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Somebody in a room of an XMPP server, who hears everybody in it and may speak too.
final class RoomListening extends TextListening {

  private final Map<Long, Sending> awaited = new HashMap<>();
  private List<Sending> answered = List.of();

  private RoomListening(int lane, SocketChannel channel) {
    super(lane, channel);
  }

  static RoomListening open(Plan plan, Plan.Reader reader) throws IOException {
    SocketChannel channel = connect(plan);
    open(channel, reader);
    return new RoomListening(reader.lane(), channel);
  }

  void say(Sending sender, ByteBuffer out) throws IOException {
    awaited.put(sender.sentNumber(), sender);
    write(out);
  }

  boolean hasHeard(Sending sender) {
    return !awaited.containsKey(sender.sentNumber());
  }

  @Override
  void heard(long number) {
    Sending sender = awaited.remove(number);
    if (sender != null) {
      answered = new ArrayList<>(answered);
      answered.add(sender);
    }
  }

  @Override
  List<Sending> answered() {
    List<Sending> all = answered;
    answered = List.of();
    return all;
  }
}
