package io.buddychat.domain.conversation;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;

/// The two families of conversations that clients tell apart. An id of the one family names nothing
/// in the other.
public enum Family {
  CHAT("chat"),
  GROUP("group");

  private final String noun;

  Family(String noun) {
    this.noun = noun;
  }

  public BuddyChatException noSuchCopy() {
    return Failure.notFound(noun).asException();
  }

  public BuddyChatException noSuchMessage() {
    return Failure.notFound(noun + " message").asException();
  }
}
