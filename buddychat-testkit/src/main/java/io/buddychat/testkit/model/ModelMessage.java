package io.buddychat.testkit.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A message in the model: what was said, and who of those it was said to has read it.
final class ModelMessage {

  final int ordinal;
  final ModelPerson sender;
  final String sentAt;
  final Set<String> unreadBy = new TreeSet<>();
  String text;
  Optional<String> editedAt = Optional.empty();
  Optional<String> lastReadAt = Optional.empty();

  ModelMessage(int ordinal, ModelPerson sender, String text, String sentAt) {
    this.ordinal = ordinal;
    this.sender = sender;
    this.text = text;
    this.sentAt = sentAt;
  }

  Optional<String> readByAllAt() {
    return unreadBy.isEmpty() ? lastReadAt : Optional.empty();
  }

  /// One owner's copy of it.
  static final class Held {

    final ModelMessage message;
    final boolean received;
    final int arrival;
    Optional<String> readAt = Optional.empty();
    Optional<String> noticedAt = Optional.empty();

    Held(ModelMessage message, boolean received, int arrival) {
      this.message = message;
      this.received = received;
      this.arrival = arrival;
    }

    boolean isUnread() {
      return received && readAt.isEmpty();
    }
  }
}
