package io.buddychat.testkit.bench;

/// Why a row of the table has no figure, in one line.
final class NotRun extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotRun(String why) {
    super(why);
  }
}
