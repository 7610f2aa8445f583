package io.buddychat.domain.attachment;

/// Names an uploaded file.
public record AttachmentId(long value) implements Comparable<AttachmentId> {

  @Override
  public int compareTo(AttachmentId other) {
    return Long.compare(value, other.value);
  }
}
