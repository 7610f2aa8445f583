package io.buddychat.testkit.model;

import java.util.ArrayList;
import java.util.List;

/// Somebody in the model, and their log.
final class ModelPerson {

  final String name;
  private final List<String> log = new ArrayList<>();
  private int shown;
  String firstName = "Some";
  boolean gone;

  ModelPerson(int place) {
    this.name = "p" + place;
  }

  /// Appends to the log.
  ///
  /// @return the number of the entry
  int tell(String what, String at, String origin) {
    log.add((log.size() + 1) + " " + what + " at " + at + origin);
    return log.size();
  }

  /// What has come into the log since this was asked last.
  List<String> news() {
    List<String> news = List.copyOf(log.subList(shown, log.size()));
    shown = log.size();
    return news;
  }
}
