package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/// One writer. Not for several threads.
abstract class Sending {

  private static final int DIGITS = Plan.NUMBER.length() - 1;

  private final int lane;
  private final byte[] request;

  /// Where the number stands in the request; negative when it has none.
  private final int number;

  private long sentNumber;
  private long sentAt;

  Sending(Plan.Writer writer) {
    lane = writer.lane();
    request = writer.request().getBytes(StandardCharsets.UTF_8);
    number = new String(request, StandardCharsets.ISO_8859_1).indexOf(Plan.NUMBER);
  }

  final int lane() {
    return lane;
  }

  /// The number of the message that is under way, or was last.
  final long sentNumber() {
    return sentNumber;
  }

  final long sentAt() {
    return sentAt;
  }

  final void send(long newNumber) throws IOException {
    sentNumber = newNumber;
    if (number >= 0) {
      long rest = newNumber;
      for (int digit = DIGITS; digit > 0; digit--) {
        request[number + digit] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    sentAt = System.nanoTime();
    write(ByteBuffer.wrap(request));
  }

  /// Gets ready for one slice.
  abstract void connect(Selector selector) throws IOException;

  abstract void disconnect() throws IOException;

  /// Writes all of it.
  abstract void write(ByteBuffer out) throws IOException;

  /// Reads what is there.
  ///
  /// @throws IOException when it is no answer that a benchmark can go on with
  abstract Answer.End read() throws IOException;

  /// What was answered until now to the message that is under way.
  abstract String soFar();
}
