package io.buddychat.domain.core;

/// Names one person's own copy of a conversation. In a group it also names the membership, for the
/// two begin and end together.
public record CopyId(long value) implements Comparable<CopyId> {

  @Override
  public int compareTo(CopyId other) {
    return Long.compare(value, other.value);
  }
}
