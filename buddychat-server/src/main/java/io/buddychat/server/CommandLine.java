package io.buddychat.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What was written behind the program's name.
///
/// @param help whether only the help is wanted
/// @param config the file of settings
record CommandLine(boolean help, Optional<Path> config) {

  static CommandLine of(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    boolean help = false;
    Optional<Path> config = Optional.empty();
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      if (argument.equals("--help") || argument.equals("-h")) {
        help = true;
      } else if (argument.equals("--config") && !rest.isEmpty()) {
        config = Optional.of(path(rest.remove()));
      } else if (argument.startsWith("--config=")) {
        config = Optional.of(path(argument.substring("--config=".length())));
      } else {
        throw new Settings.Wrong(argument + ": is not understood here; see --help");
      }
    }
    return new CommandLine(help, config);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Settings.Wrong("--config: is not the name of a file");
    }
  }
}
