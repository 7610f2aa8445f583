package io.buddychat.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Texts that clients carry about and need not look into: a word and a number, or two numbers, as
/// base64.
///
/// A page is full of them, so they are written digit by digit, with no text on the way.
final class Opaque {

  private static final Base64.Encoder PLAIN = Base64.getEncoder();
  private static final Base64.Encoder FOR_ADDRESSES = Base64.getUrlEncoder().withoutPadding();

  private Opaque() {}

  /// Base64 of the word and the number.
  static String of(String word, long number) {
    byte[] text = new byte[word.length() + length(number)];
    put(number, text, put(word, text));
    return text(PLAIN.encode(text));
  }

  /// Base64 of the word and the two numbers.
  static String of(String word, long one, char between, long other) {
    return text(PLAIN.encode(both(word, one, between, other)));
  }

  /// The same in base64url.
  static String forAddresses(String word, long one, char between, long other) {
    return text(FOR_ADDRESSES.encode(both(word, one, between, other)));
  }

  private static byte[] both(String word, long one, char between, long other) {
    byte[] text = new byte[word.length() + length(one) + 1 + length(other)];
    int end = put(one, text, put(word, text));
    text[end] = (byte) between;
    put(other, text, end + 1);
    return text;
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.ISO_8859_1);
  }

  private static int put(String word, byte[] text) {
    for (int i = 0; i < word.length(); i++) {
      text[i] = (byte) word.charAt(i);
    }
    return word.length();
  }

  private static int length(long number) {
    int length = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  /// @return where it ends
  private static int put(long number, byte[] text, int begin) {
    int end = begin + length(number);
    if (number < 0) {
      text[begin] = '-';
    }
    long rest = number;
    int at = end;
    do {
      text[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    return end;
  }
}
