package io.buddychat.testkit.client;

/// An inbox does not reach back to its cursor any more, so what happened since is lost to it. Read
/// [BuddyChatClient#inboxHead] and the state anew, and follow from there.
public final class ResyncRequiredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResyncRequiredException(RefusedException cause) {
    super(cause.sentence(), cause);
  }
}
