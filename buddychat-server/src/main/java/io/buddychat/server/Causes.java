package io.buddychat.server;

/// Says in one line what is behind an exception.
final class Causes {

  private static final int LONGEST = 200;

  private Causes() {}

  /// The message of the cause from which all others come, its first line.
  static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    String line =
        message == null || message.isBlank()
            ? deepest.getClass().getSimpleName()
            : message.strip().lines().findFirst().orElse("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}
