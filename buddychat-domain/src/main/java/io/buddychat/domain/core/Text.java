package io.buddychat.domain.core;

/// The rules that hold for every text a person may write.
///
/// Lengths count code points, so an emoji is one character. Text is kept as it was written: never
/// escaped, never normalised. What no store could give back unchanged (the zero character, half of
/// a surrogate pair) is therefore refused.
public final class Text {

  private Text() {}

  /// Checks a text's characters and length.
  ///
  /// @param field the argument's name as clients write it
  /// @param noun how the sentence names it, as in "The title"
  public static String checked(String field, String noun, String text, int min, int max) {
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max) {
      String bounds = min == 0 ? "at most " + max : min + " to " + max;
      throw new Failure.InvalidInput(
              field, noun + " must be " + bounds + " characters long; it has " + length + ".")
          .asException();
    }
    return storable(field, noun, text);
  }

  /// Refuses what no store could give back unchanged.
  public static String storable(String field, String noun, String text) {
    boolean odd = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    if (odd) {
      throw new Failure.InvalidInput(field, noun + " contains a character that cannot be stored.")
          .asException();
    }
    return text;
  }

  /// Whether a reader would see nothing at all.
  public static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT);
  }
}
