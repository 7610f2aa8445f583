package io.buddychat.testkit.model;

/// What came of an act, as far as the person who acted gets to know.
///
/// @param text in the words of the model, which has names of its own for everything
public record Outcome(String text) {

  static final Outcome DONE = new Outcome("done");

  /// Nothing to try it on.
  static final Outcome IDLE = new Outcome("nothing to do");

  static final Outcome NOT_FOUND = refused("NotFound");
  static final Outcome FORBIDDEN = refused("Forbidden");
  static final Outcome CONFLICT = refused("Conflict");

  static Outcome refused(String kind) {
    return new Outcome("refused: " + kind);
  }

  static Outcome sent(long ordinal) {
    return new Outcome("sent #" + ordinal);
  }

  static Outcome sentBefore(String ordinal) {
    return new Outcome("sent before: " + ordinal);
  }
}
