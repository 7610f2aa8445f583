package io.buddychat.testkit.client;

import java.util.stream.Stream;

/// What became of a thing.
public enum ChangeAction {
  CREATE,
  UPDATE,
  DELETE,

  /// Something that this client does not know.
  OTHER;

  static ChangeAction of(String name) {
    return Stream.of(values())
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElse(OTHER);
  }
}
