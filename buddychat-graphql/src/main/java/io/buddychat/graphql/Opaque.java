package io.buddychat.graphql;

import io.buddychat.graphql.ws.Utf8;
import java.nio.charset.StandardCharsets;

/// A text that clients carry about and need not look into: a word and a number, or two numbers, as
/// base64.
///
/// A page is full of them, and each event that is told to many has some of its own for each of
/// them, so they are written digit by digit into the text they belong to, with nothing on the way.
final class Opaque implements Utf8.Piece {

  private static final byte[] PLAIN =
      Utf8.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  private static final byte[] FOR_ADDRESSES =
      Utf8.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

  /// The longest number with its sign.
  private static final int NUMBER = 20;

  private static final char NOTHING = 0;

  private final boolean forAddresses;
  private final String word;
  private final long one;
  private final char between;
  private final long other;

  private Opaque(boolean forAddresses, String word, long one, char between, long other) {
    this.forAddresses = forAddresses;
    this.word = word;
    this.one = one;
    this.between = between;
    this.other = other;
  }

  /// Base64 of the word and the number.
  ///
  /// @param word of ASCII
  static Opaque of(String word, long number) {
    return new Opaque(false, word, number, NOTHING, 0);
  }

  /// Base64 of the word and the two numbers.
  static Opaque of(String word, long one, char between, long other) {
    return new Opaque(false, word, one, between, other);
  }

  /// The same in base64url, which is not padded.
  static Opaque forAddresses(String word, long one, char between, long other) {
    return new Opaque(true, word, one, between, other);
  }

  String text() {
    byte[] text = new byte[room()];
    return new String(text, 0, writeTo(text, 0), StandardCharsets.ISO_8859_1);
  }

  @Override
  public int room() {
    int longest = word.length() + NUMBER + (between == NOTHING ? 0 : 1 + NUMBER);
    return (longest + 2) / 3 * 4;
  }

  /// What is to be encoded is written from behind into the end of the room, and encoded from there
  /// to the beginning. Four are written for three that have been read, so the first never reach the
  /// second.
  @Override
  public int writeTo(byte[] text, int begin) {
    int end = begin + room();
    int at = end;
    if (between != NOTHING) {
      at = putBefore(at, other, text);
      text[--at] = (byte) between;
    }
    at = putBefore(at, one, text);
    for (int i = word.length() - 1; i >= 0; i--) {
      text[--at] = (byte) word.charAt(i);
    }
    return encode(text, at, end, begin);
  }

  /// @return where it begins
  private static int putBefore(int end, long number, byte[] text) {
    int at = end;
    long rest = number;
    while (rest > 99 || rest < -99) { // two digits for one division
      long hundredth = rest / 100;
      int two = Math.abs((int) (rest - 100 * hundredth));
      text[--at] = (byte) ('0' + two % 10);
      text[--at] = (byte) ('0' + two / 10);
      rest = hundredth;
    }
    int last = Math.abs((int) rest);
    text[--at] = (byte) ('0' + last % 10);
    if (last > 9) {
      text[--at] = (byte) ('0' + last / 10);
    }
    if (number < 0) {
      text[--at] = '-';
    }
    return at;
  }

  private int encode(byte[] text, int from, int end, int begin) {
    byte[] digits = forAddresses ? FOR_ADDRESSES : PLAIN;
    int at = begin;
    int next = from;
    for (; end - next >= 3; next += 3) {
      int three = text[next] << 16 | text[next + 1] << 8 | text[next + 2];
      text[at++] = digits[three >>> 18];
      text[at++] = digits[three >>> 12 & 63];
      text[at++] = digits[three >>> 6 & 63];
      text[at++] = digits[three & 63];
    }
    int left = end - next;
    if (left > 0) {
      int last = text[next] << 16 | (left == 2 ? text[next + 1] << 8 : 0);
      text[at++] = digits[last >>> 18];
      text[at++] = digits[last >>> 12 & 63];
      if (left == 2) {
        text[at++] = digits[last >>> 6 & 63];
      }
      for (int i = left; i < 3 && !forAddresses; i++) {
        text[at++] = '=';
      }
    }
    return at;
  }
}
