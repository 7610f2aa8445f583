package io.buddychat.domain.user;

/// Names a phone number of a person.
public record PhoneId(long value) implements Comparable<PhoneId> {

  @Override
  public int compareTo(PhoneId other) {
    return Long.compare(value, other.value);
  }
}
