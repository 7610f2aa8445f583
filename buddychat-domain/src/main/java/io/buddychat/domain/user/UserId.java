package io.buddychat.domain.user;

/// Names a person, for ever: it stays when the account is deleted.
public record UserId(long value) implements Comparable<UserId> {

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }
}
