package io.buddychat.domain.attachment;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/// The rules for what a file is called.
final class UploadRules {

  static final String FIELD = "file";

  private static final int LONGEST_NAME = 255;
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /// Two tokens of RFC 9110, of the length that RFC 6838 allows.
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");

  private UploadRules() {}

  /// The last segment of what may be a path: some clients send one.
  static String name(String given) {
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    Text.checked(FIELD, "The file's name", name, 1, LONGEST_NAME);
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw refused("The file's name must have no control characters.");
    }
    if (Text.isBlank(name) || name.equals(".") || name.equals("..")) {
      throw refused("The file needs a name.");
    }
    return name;
  }

  /// `type/subtype` in lower case, without parameters; a type that is none is the one that says
  /// nothing.
  static String contentType(String given) {
    int semicolon = given.indexOf(';');
    String bare = (semicolon < 0 ? given : given.substring(0, semicolon)).strip();
    String type = bare.toLowerCase(Locale.ROOT);
    return TYPE.matcher(type).matches() ? type : UNKNOWN_TYPE;
  }

  private static RuntimeException refused(String message) {
    return new Failure.InvalidInput(FIELD, message).asException();
  }
}
