package io.buddychat.graphql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Points in time as texts: ISO-8601 in UTC, always with three digits of a second, so that each has
/// one text.
///
/// A page has more of them than of anything else that is not copied, so the years that people write
/// with four digits are written digit by digit; for the others there is the JDK's way.
final class Times {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  private static final int DAY = 86_400;
  private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  private Times() {}

  static String text(Instant time) {
    long seconds = time.getEpochSecond();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
    int year = date.getYear();
    if (year < 0 || year > 9_999) {
      return MILLISECONDS.format(time.atOffset(ZoneOffset.UTC));
    }
    int second = (int) Math.floorMod(seconds, (long) DAY);
    byte[] text = FORM.clone();
    put(text, 0, 4, year);
    put(text, 5, 2, date.getMonthValue());
    put(text, 8, 2, date.getDayOfMonth());
    put(text, 11, 2, second / 3_600);
    put(text, 14, 2, second / 60 % 60);
    put(text, 17, 2, second % 60);
    put(text, 20, 3, time.getNano() / 1_000_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
