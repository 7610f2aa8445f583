package io.buddychat.graphql;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in somebody's log as clients see it: base64url of `1:owner:number`, where 1 is the
/// version of this form. Clients keep such texts for years, so this form is read for ever; another
/// one would get another version.
///
/// ## Why it is not signed
///
/// It opens nothing. A cursor is only ever used on the log of whoever shows it, and there it can
/// only name a place, which is no secret from the log's owner. The owner stands in it so that the
/// cursor of another account on the same device is noticed and not taken for a place.
///
/// @param number the number of the last entry known
record InboxCursor(UserId owner, long number) {

  private static final Pattern DECODED =
      Pattern.compile("1:([1-9][0-9]{0,18}):(0|[1-9][0-9]{0,18})");

  /// There is exactly one text for each cursor.
  String text() {
    return unwritten().text();
  }

  Opaque unwritten() {
    return Opaque.forAddresses("1:", owner.value(), ':', number);
  }

  /// Reads an argument of this name: a place in this person's log.
  ///
  /// @return the number of the last entry known
  static long number(String argument, String text, UserId owner) {
    return parse(text)
        .filter(cursor -> cursor.owner().equals(owner))
        .orElseThrow(
            () ->
                new Failure.InvalidInput(argument, "This is not a cursor of your inbox.")
                    .asException())
        .number();
  }

  static Optional<InboxCursor> parse(String text) {
    try {
      Matcher matcher =
          DECODED.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      return matcher.matches()
          ? Optional.of(
                  new InboxCursor(
                      new UserId(Long.parseLong(matcher.group(1))),
                      Long.parseLong(matcher.group(2))))
              .filter(cursor -> cursor.text().equals(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not base64url, or a number too large
    }
  }
}
