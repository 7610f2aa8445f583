package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/// A writer that speaks on the connection on which somebody listens. It is answered when it hears
/// its own message.
final class RoomSending extends Sending {

  private final RoomListening room;

  RoomSending(Plan.Writer writer, RoomListening room) {
    super(writer);
    this.room = room;
  }

  @Override
  void connect(Selector selector) {
    // Who listens is connected.
  }

  @Override
  void disconnect() {
    // Who listens goes on to do so.
  }

  @Override
  void write(ByteBuffer out) throws IOException {
    room.say(this, out);
  }

  @Override
  Answer.End read() {
    return room.hasHeard(this) ? Answer.End.GOOD : Answer.End.NOT_YET;
  }

  @Override
  String soFar() {
    return "";
  }
}
