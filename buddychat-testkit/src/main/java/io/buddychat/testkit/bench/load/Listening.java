package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/// One reader's connection: counts the messages that it gets. Not for several threads.
abstract class Listening {

  private static final int DIGITS = Plan.NUMBER.length() - 1;

  private final int lane;
  private long count;
  private long sum;

  Listening(int lane) {
    this.lane = lane;
  }

  static Listening open(Plan plan, Plan.Reader reader) throws IOException {
    return switch (plan.talk()) {
      case HTTP -> WsListening.open(plan, reader);
      case NATS -> NatsListening.open(plan, reader);
      case XMPP -> RoomListening.open(plan, reader);
    };
  }

  int lane() {
    return lane;
  }

  /// How many numbers have come.
  long count() {
    return count;
  }

  /// All of them added up: with their count, it tells whether each came once.
  long sum() {
    return sum;
  }

  abstract void register(Selector selector, int operations) throws IOException;

  void register(Selector selector) throws IOException {
    register(selector, SelectionKey.OP_READ);
  }

  /// Reads what is there, through a buffer that all share.
  abstract void read(byte[] shared) throws IOException;

  /// Told of each number that is counted.
  void heard(long number) {
    // Most only count.
  }

  /// The writers that were answered by what was read since this was last asked.
  List<Sending> answered() {
    return List.of();
  }

  /// Counts the numbers in a piece of what came.
  ///
  /// @return where the first number begins that goes on behind the piece; the piece's end if none
  final int countNumbers(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '~') {
        if (i + DIGITS >= to) {
          return i;
        }
        long number = 0;
        for (int digit = 1; digit <= DIGITS; digit++) {
          number = 10 * number + (bytes[i + digit] - '0');
        }
        count++;
        sum += number;
        heard(number);
        i += DIGITS;
      }
    }
    return to;
  }
}
