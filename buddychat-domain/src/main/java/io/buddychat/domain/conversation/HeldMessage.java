package io.buddychat.domain.conversation;

/// A message as its owner sees it: their own copy, and the text it stands for.
public record HeldMessage(MessageCopy copy, Message message) {

  /// Whether its owner sent it.
  public boolean isOwn() {
    return message.sender().equals(copy.owner());
  }
}
