package io.buddychat.testkit.bench;

import java.util.function.Consumer;

/// What every row has at hand.
///
/// @param disk of the temporary folder, where all databases lie
record Lab(Options options, Disk disk, Consumer<String> report) {

  void say(String line) {
    report.accept(line);
  }
}
