package io.buddychat.domain.core;

/// Names a message's text, which is stored once and shared by all copies of it.
public record MessageId(long value) implements Comparable<MessageId> {

  @Override
  public int compareTo(MessageId other) {
    return Long.compare(value, other.value);
  }
}
