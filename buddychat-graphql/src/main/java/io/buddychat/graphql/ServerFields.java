package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import java.util.Optional;

/// What everybody may know of the server, signed in or not.
final class ServerFields {

  private static final String NAME = "BuddyChat";

  private final BuddyChat chat;

  ServerFields(BuddyChat chat) {
    this.chat = chat;
  }

  /// That there is a server, and nothing more.
  private enum Here {
    SERVER
  }

  void addTo(Fields fields) {
    fields
        .root("Query")
        .field("hello", (root, call) -> "Hello from " + NAME + "!")
        .field("serverInfo", (root, call) -> Here.SERVER);
    fields
        .type("ServerInfo", Here.class)
        .field("name", (here, call) -> NAME)
        .field("version", (here, call) -> version())
        .field("time", (here, call) -> Scalars.dateTime(chat.now()));
  }

  private static String version() {
    return Optional.ofNullable(ServerFields.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }
}
