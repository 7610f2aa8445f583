package io.buddychat.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Completes the url of an H2 database with the settings BuddyChat relies on. A setting that the
/// url has already is left as it is, but for those without which commits could be lost or
/// statements misread.
///
/// ## Why
///
/// H2 by default writes commits to its file half a second later: a killed process loses them.
/// `WRITE_DELAY=0` writes them at once; it works only in the url. To survive a power cut takes
/// more: see [Durability].
///
/// Where H2 2.5.252 writes over space that it holds to be free (from 45 seconds after it was
/// freed), a killed process sometimes finds an older state of its file when it comes back:
/// `KillProgram` saw acknowledged messages lost that had outlived earlier kills.
/// `REUSE_SPACE=FALSE` lets it append only. The price is a file that grows with all that is written
/// while it is open; now and then, and when the store is closed, it is written anew ([H2Upkeep]).
final class H2Url {

  private static final String START = "jdbc:h2:";

  /// Two letters at least: one is a drive.
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9]{2,}:");

  /// What the statements and migrations are written for.
  private static final List<String> ALWAYS =
      List.of(
          "MODE=PostgreSQL",
          "DATABASE_TO_LOWER=TRUE",
          "DEFAULT_NULL_ORDERING=HIGH",
          // Else a statement that is run again may answer with what it found for other arguments.
          "OPTIMIZE_REUSE_RESULTS=FALSE");

  private static final List<String> UNLESS_GIVEN =
      List.of(
          // For whom a lock is not given up in this time, the work is run again.
          "LOCK_TIMEOUT=10000",
          // The statements of a command stay parsed.
          "QUERY_CACHE_SIZE=64");

  private H2Url() {}

  static String completed(String url) {
    List<String> parts = new ArrayList<>(List.of(url.split(";")));
    parts.set(0, address(parts.get(0)));
    ALWAYS.forEach(setting -> replace(parts, setting));
    UNLESS_GIVEN.forEach(setting -> addUnlessGiven(parts, setting));
    if (isInMemory(url)) {
      addUnlessGiven(parts, "DB_CLOSE_DELAY=-1");
    } else {
      replace(parts, "WRITE_DELAY=0");
      replace(parts, "REUSE_SPACE=FALSE");
      // The store closes it; else the JVM's end would close it under a command's feet.
      addUnlessGiven(parts, "DB_CLOSE_ON_EXIT=FALSE");
    }
    return String.join(";", parts);
  }

  /// A file is opened so that it stays open when a thread that reads it is interrupted; as H2 opens
  /// it by itself, one interrupt closes the database for everybody. Where the url names a way of
  /// its own to open the file, that stays.
  private static String address(String url) {
    String file = url.substring(START.length());
    if (file.toLowerCase(Locale.ROOT).startsWith("file:")) {
      file = file.substring("file:".length());
    }
    return SCHEME.matcher(file).lookingAt() ? url : START + "async:" + file;
  }

  /// Whether there is no file, so that nothing can be made durable.
  static boolean isInMemory(String url) {
    String address = url.substring(START.length()).toLowerCase(Locale.ROOT);
    return address.startsWith("mem:")
        || address.startsWith("memfs:")
        || address.startsWith("memlz4:")
        || address.startsWith("niomemfs:")
        || address.startsWith("niomemlz4:");
  }

  private static void replace(List<String> parts, String setting) {
    parts.removeIf(part -> sameName(part, setting));
    parts.add(setting);
  }

  private static void addUnlessGiven(List<String> parts, String setting) {
    if (parts.stream().noneMatch(part -> sameName(part, setting))) {
      parts.add(setting);
    }
  }

  private static boolean sameName(String part, String setting) {
    return name(part).equals(name(setting));
  }

  private static String name(String setting) {
    int end = setting.indexOf('=');
    return (end < 0 ? setting : setting.substring(0, end)).trim().toUpperCase(Locale.ROOT);
  }
}
