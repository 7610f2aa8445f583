package io.buddychat.server;

/// Ends the reading of a request that cannot be run.
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  static RefusedException of(int status, String message) {
    return new RefusedException(Refusal.of(status, message));
  }

  Refusal refusal() {
    return refusal;
  }
}
