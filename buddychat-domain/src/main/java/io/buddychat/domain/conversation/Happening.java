package io.buddychat.domain.conversation;

import io.buddychat.domain.inbox.Operation;

/// What can happen in any conversation. The log names it by the conversation's kind, as the
/// original BuddyChat does: this is the one place that knows both names.
public enum Happening {
  CREATED(Operation.CHAT_MESSAGE_CREATED, Operation.GROUP_MESSAGE_CREATED),
  UPDATED(Operation.CHAT_MESSAGE_UPDATED, Operation.GROUP_MESSAGE_UPDATED),
  DELETED(Operation.CHAT_MESSAGE_DELETED, Operation.GROUP_MESSAGE_DELETED),
  UNSENT(Operation.CHAT_MESSAGE_UNSENT, Operation.GROUP_MESSAGE_UNSENT),
  READ(Operation.CHAT_MESSAGE_READ, Operation.GROUP_MESSAGE_READ),
  CLEARED(Operation.CHAT_DELETED, Operation.GROUP_DELETED),
  BEGUN(Operation.CHAT_CREATED, Operation.GROUP_CREATED),
  COPY_UPDATED(Operation.CHAT_UPDATED, Operation.GROUP_COPY_UPDATED);

  private final Operation inChat;
  private final Operation inGroup;

  Happening(Operation inChat, Operation inGroup) {
    this.inChat = inChat;
    this.inGroup = inGroup;
  }

  public Operation in(Conversation.Kind kind) {
    return switch (kind.family()) {
      case CHAT -> inChat;
      case GROUP -> inGroup;
    };
  }
}
