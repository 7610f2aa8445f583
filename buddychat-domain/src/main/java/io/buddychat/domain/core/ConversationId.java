package io.buddychat.domain.core;

/// Names a conversation: what its owners' copies have in common. Clients see it only for groups.
public record ConversationId(long value) implements Comparable<ConversationId> {

  @Override
  public int compareTo(ConversationId other) {
    return Long.compare(value, other.value);
  }
}
