package io.buddychat.domain.user;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Text;
import java.util.regex.Pattern;

/// What a person may call themself. Each rule returns the value as it will be kept, or refuses it
/// with the argument's name.
final class ProfileRules {

  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");
  private static final Pattern PHONE = Pattern.compile("[0-9]{8,15}");
  private static final Pattern COUNTRY_CODE = Pattern.compile("[0-9]{1,4}");
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_PICTURE = 2048;

  private ProfileRules() {}

  static String username(String username) {
    Text.checked("username", "The user name", username, 4, 150);
    boolean allowed =
        username
            .codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || "@.+-_".indexOf(c) >= 0);
    if (!allowed) {
      throw refused("username", "The user name may hold letters, digits and @ . + - _ only.");
    }
    return username;
  }

  static String email(String email) {
    if (email.length() > LONGEST_EMAIL
        || !EMAIL.matcher(email).matches()
        || email.startsWith(".")
        || email.contains("..")
        || email.contains(".@")) {
      throw refused("email", "The e-mail address is not well formed.");
    }
    return email;
  }

  static String password(String field, String password) {
    Text.checked(field, "The password", password, 8, 128);
    require(field, password.codePoints().anyMatch(Character::isDigit), "a digit");
    require(field, password.codePoints().anyMatch(Character::isUpperCase), "an upper case letter");
    require(field, password.codePoints().anyMatch(Character::isLowerCase), "a lower case letter");
    return password;
  }

  static String firstName(String name) {
    return name("firstName", "The first name", name);
  }

  static String lastName(String name) {
    return name("lastName", "The last name", name);
  }

  static String bio(String bio) {
    return Text.checked("bio", "The bio", bio, 0, 500);
  }

  static String profilePicture(String picture) {
    return Text.checked("profilePicture", "The profile picture", picture, 0, LONGEST_PICTURE);
  }

  static String phoneNumber(String number) {
    if (!PHONE.matcher(number).matches()) {
      throw refused("number", "The phone number must be 8 to 15 digits.");
    }
    return number;
  }

  static String countryCode(String code) {
    if (!COUNTRY_CODE.matcher(code).matches()) {
      throw refused("countryCode", "The country code must be 1 to 4 digits.");
    }
    return code;
  }

  private static String name(String field, String noun, String name) {
    String trimmed = name.strip();
    Text.checked(field, noun, trimmed, 2, 150);
    if (Text.isBlank(trimmed) || trimmed.codePoints().anyMatch(Character::isISOControl)) {
      throw refused(field, noun + " must be readable text on one line.");
    }
    return trimmed;
  }

  private static void require(String field, boolean holds, String what) {
    if (!holds) {
      throw refused(field, "The password must contain at least " + what + ".");
    }
  }

  private static RuntimeException refused(String field, String message) {
    return new Failure.InvalidInput(field, message).asException();
  }
}
