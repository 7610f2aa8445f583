package io.buddychat.graphql.ws;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /// The text of a message with a result in it. One that lies ready is taken as it is.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  static String result(String id, String type, Map<String, @Nullable Object> payload) {
    if (!(payload instanceof Prepared prepared)) {
      return of(id, type).payload(payload).text();
    }
    StringBuilder text = new StringBuilder(prepared.length() + id.length() + 50);
    text.append("{\"id\":");
    Json.append(id, text);
    text.append(",\"type\":\"").append(type).append("\",\"payload\":");
    prepared.appendTo(text);
    return text.append('}').toString();
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
