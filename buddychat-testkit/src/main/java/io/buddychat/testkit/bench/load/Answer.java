package io.buddychat.testkit.bench.load;

import java.nio.charset.StandardCharsets;

/// What a server has said until now in answer to one request.
final class Answer {

  private static final int LONGEST_HEAD = 8 << 10;

  /// How an answer ended.
  enum End {
    NOT_YET,
    GOOD,
    REFUSED,
    BAD
  }

  private Answer() {}

  /// @param good what a good answer contains
  static End of(byte[] bytes, int length, Plan.Talk talk, String good) {
    return switch (talk) {
      case HTTP -> http(bytes, length, good);
      case NATS -> nats(text(bytes, 0, length), good);
      case XMPP -> throw new IllegalArgumentException("who writes into a room has no answer");
    };
  }

  private static End http(byte[] bytes, int length, String good) {
    String head = text(bytes, 0, Math.min(length, LONGEST_HEAD));
    int end = head.indexOf("\r\n\r\n");
    if (end < 0 || !isWhole(bytes, length, head.substring(0, end + 2), end + 4)) {
      return End.NOT_YET;
    }
    String body = text(bytes, end + 4, length);
    if (head.startsWith("HTTP/1.1 200") && body.contains(good)) {
      return End.GOOD;
    }
    boolean refused = head.startsWith("HTTP/1.1 503") || body.contains("RATE_LIMITED");
    return refused ? End.REFUSED : End.BAD;
  }

  private static boolean isWhole(byte[] bytes, int length, String head, int body) {
    int field = indexOfField(head, "\r\nContent-Length:");
    if (field >= 0) {
      int from = field + "\r\nContent-Length:".length();
      String digits = head.substring(from, head.indexOf('\r', from)).strip();
      return length - body >= Integer.parseInt(digits);
    }
    // In chunks: the last one is empty.
    return length - body >= 5 && text(bytes, length - 5, length).equals("0\r\n\r\n");
  }

  private static int indexOfField(String head, String field) {
    for (int i = head.indexOf('\r'); i >= 0; i = head.indexOf('\r', i + 1)) {
      if (head.regionMatches(true, i, field, 0, field.length())) {
        return i;
      }
    }
    return -1;
  }

  private static End nats(String text, String good) {
    if (!text.endsWith("\r\n")) {
      return End.NOT_YET;
    }
    // A PING of the server's own may come right behind the answer, or before it.
    return text.contains("-ERR") ? End.BAD : text.contains(good) ? End.GOOD : End.NOT_YET;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
