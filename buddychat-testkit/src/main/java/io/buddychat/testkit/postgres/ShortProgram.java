package io.buddychat.testkit.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program that was run to its end: what it answered and what it printed.
record ShortProgram(int exitCode, String output) {

  /// What a shell answers when there is no such program.
  private static final int NOT_FOUND = 127;

  /// Runs in `folder`, for the folder of the tests may be closed to the user the program becomes.
  static ShortProgram run(Path folder, List<String> command) {
    try {
      ProcessBuilder builder = builder(folder, command);
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new ShortProgram(
          process.waitFor(), new String(output, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return new ShortProgram(NOT_FOUND, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  /// Without the `PG…` variables of whoever runs the tests: they would point the programs at
  /// another folder or server.
  static ProcessBuilder builder(Path folder, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder;
  }

  boolean succeeded() {
    return exitCode == 0;
  }
}
