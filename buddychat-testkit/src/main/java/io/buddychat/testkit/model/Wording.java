package io.buddychat.testkit.model;

import java.util.Optional;

/// How what is seen is put into lines, the same for the model and for the real thing.
final class Wording {

  private Wording() {}

  static String conversation(
      String copy,
      String kind,
      boolean archived,
      boolean admin,
      long unread,
      long owners,
      String activityAt) {
    return copy
        + " "
        + kind
        + (archived ? " archived" : "")
        + (admin ? " admin" : "")
        + " unread "
        + unread
        + " owners "
        + owners
        + " active "
        + activityAt;
  }

  static String title(String title) {
    return "  titled " + title;
  }

  static String member(String copy, boolean admin) {
    return "  member " + copy + (admin ? " admin" : "");
  }

  static String message(
      long ordinal,
      String sender,
      String text,
      String sentAt,
      Optional<String> editedAt,
      Optional<String> readByAllAt,
      Optional<String> readAt) {
    return "  #"
        + ordinal
        + " of "
        + sender
        + " "
        + sentAt
        + ": "
        + text
        + editedAt.map(at -> ", edited " + at).orElse("")
        + readByAllAt.map(at -> ", read by all " + at).orElse("")
        + readAt.map(at -> ", read " + at).orElse("");
  }

  static String notification(String copy, long ordinal, long arrival, Optional<String> noticedAt) {
    return "  told of "
        + copy
        + "#"
        + ordinal
        + " by entry "
        + arrival
        + noticedAt.map(at -> ", noticed " + at).orElse("");
  }
}
