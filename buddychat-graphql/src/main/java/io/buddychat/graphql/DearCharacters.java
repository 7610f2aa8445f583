package io.buddychat.graphql;

/// Counts the characters of a document for which the parser pays as dearly as for a whole word: the
/// digits of numbers and byte order marks. Some 3 kB each, so that sixty thousand of them, in a
/// single number, would cost more than anything that the parser does count.
///
/// What stands in texts, names and comments costs little and is passed over.
final class DearCharacters {

  private static final String BLOCK = "\"\"\"";
  private static final String IN_NUMBERS = "0123456789-+.eE";

  private final String text;
  private int at;

  private DearCharacters(String text) {
    this.text = text;
  }

  static int in(String text) {
    return new DearCharacters(text).count();
  }

  private int count() {
    int count = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '#') {
        passLine();
      } else if (text.startsWith(BLOCK, at)) {
        passBlock();
      } else if (next == '"') {
        passText();
      } else if (isOfName(next) && !isDigit(next)) {
        passName();
      } else if (isDigit(next)) {
        count += number();
      } else {
        count += next == '\uFEFF' ? 1 : 0;
        at++;
      }
    }
    return count;
  }

  private void passLine() {
    while (at < text.length() && !isEnd(text.charAt(at))) {
      at++;
    }
  }

  private void passBlock() {
    at += BLOCK.length();
    while (at < text.length() && !text.startsWith(BLOCK, at)) {
      at += text.startsWith("\\" + BLOCK, at) ? 1 + BLOCK.length() : 1;
    }
    at += BLOCK.length();
  }

  private void passText() {
    at++;
    while (at < text.length() && text.charAt(at) != '"' && !isEnd(text.charAt(at))) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void passName() {
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
  }

  private int number() {
    int begin = at;
    while (at < text.length() && IN_NUMBERS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at - begin;
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfName(char c) {
    return c == '_' || isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
