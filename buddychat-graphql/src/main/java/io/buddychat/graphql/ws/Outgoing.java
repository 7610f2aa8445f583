package io.buddychat.graphql.ws;

import java.util.LinkedHashMap;
import java.util.Map;

/// A server's message while it is being written: `id`, `type`, `payload`, always in this order, and
/// only those which it has.
record Outgoing(Map<String, Object> members) {

  static Outgoing of(String type) {
    Outgoing message = new Outgoing(new LinkedHashMap<>());
    message.members.put("type", type);
    return message;
  }

  static Outgoing of(String id, String type) {
    Outgoing message = new Outgoing(new LinkedHashMap<>());
    message.members.put("id", id);
    message.members.put("type", type);
    return message;
  }

  Outgoing payload(Object payload) {
    members.put("payload", payload);
    return this;
  }

  /// The text of the message.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  String text() {
    return Json.write(members);
  }
}
