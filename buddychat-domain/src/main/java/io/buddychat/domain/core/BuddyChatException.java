package io.buddychat.domain.core;

/// Carries a [Failure] out of a use case, rolling back the transaction on its way.
///
/// It has no stack trace: a refusal is a normal outcome. Programming errors use the JDK's
/// exceptions.
public final class BuddyChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  BuddyChatException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
