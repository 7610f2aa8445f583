package io.buddychat.domain.user;

/// Names one login of a person and all that is done with it.
public record SessionId(long value) implements Comparable<SessionId> {

  @Override
  public int compareTo(SessionId other) {
    return Long.compare(value, other.value);
  }
}
