package io.buddychat.testkit.client;

import java.util.stream.Stream;

/// Of what kind a thing is that changes.
public enum ChangeKind {
  USER,
  CHAT,
  GROUP,
  MEMBER,
  MESSAGE,
  NOTIFICATION,

  /// Something that this client does not know.
  OTHER;

  static ChangeKind of(String name) {
    return Stream.of(values()).filter(kind -> kind.name().equals(name)).findFirst().orElse(OTHER);
  }
}
