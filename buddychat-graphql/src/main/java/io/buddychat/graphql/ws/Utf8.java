package io.buddychat.graphql.ws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A JSON text that is being written, as the UTF-8 in which it leaves.
///
/// A text made for many is copied for each of them, so it is turned into bytes once, and what is
/// one person's own is written between the pieces of it. Not for several threads.
public final class Utf8 {

  private byte[] bytes;
  private int length;

  /// @param expected how many bytes there will be, about; too many cost less than too few
  public Utf8(int expected) {
    bytes = new byte[expected];
  }

  /// A piece that writes its bytes where they belong.
  public interface Piece {

    /// How much room it needs to write, at most.
    int room();

    /// Writes itself, from there on. What lies behind its end in the room it asked for may be
    /// overwritten.
    ///
    /// @return where it ends
    int writeTo(byte[] text, int begin);
  }

  /// Appends what is UTF-8 already.
  public Utf8 append(byte[] ready) {
    need(ready.length);
    System.arraycopy(ready, 0, bytes, length, ready.length);
    length += ready.length;
    return this;
  }

  public Utf8 append(CharSequence text) {
    return append(of(text));
  }

  /// Appends a text all of whose characters are ASCII.
  Utf8 appendAscii(String text) {
    need(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  public Utf8 append(Piece piece) {
    need(piece.room());
    length = piece.writeTo(bytes, length);
    return this;
  }

  /// All of it. Nothing may be appended any more.
  public byte[] text() {
    return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
  }

  /// A whole text, or a piece of one.
  ///
  /// A client may call an operation by half a character (a surrogate without the other one), which
  /// JSON can name and UTF-8 has no bytes for. It leaves as JSON names it, and not as a question
  /// mark, which would be another operation.
  public static byte[] of(CharSequence text) {
    String all = text.toString();
    int half = halfCharacter(all, 0);
    if (half == all.length()) {
      return all.getBytes(StandardCharsets.UTF_8);
    }
    StringBuilder named = new StringBuilder();
    int begin = 0;
    for (; half < all.length(); half = halfCharacter(all, begin)) {
      named.append(all, begin, half).append("\\u").append(Integer.toHexString(all.charAt(half)));
      begin = half + 1;
    }
    return named.append(all, begin, all.length()).toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Where the first one is, or the text's end.
  private static int halfCharacter(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean whole =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!whole) {
          return i;
        }
        i++;
      }
    }
    return text.length();
  }

  private void need(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
