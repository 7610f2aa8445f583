package io.buddychat.graphql.ws;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server's message while it is being written: `id`, `type`, `payload`, always in this order, and
/// only those which it has.
record Outgoing(Map<String, Object> members) {

  private static final byte[] BEGIN = Utf8.of("{\"id\":");
  private static final byte[] END = Utf8.of("}");

  /// What a dialect calls a message with a result in it.
  static final class Word {

    private final String type;
    private final byte[] behindId;

    Word(String type) {
      this.type = type;
      behindId = Utf8.of(",\"type\":\"" + type + "\",\"payload\":");
    }
  }

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

  /// The text of a message with a result in it, as UTF-8. One that lies ready is taken as it is.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  static byte[] result(String id, Word word, Map<String, @Nullable Object> payload) {
    if (!(payload instanceof Prepared prepared)) {
      return of(id, word.type).payload(payload).text();
    }
    int around = BEGIN.length + id.length() + 2 + word.behindId.length + END.length;
    Utf8 text = new Utf8(around + prepared.length()).append(BEGIN);
    Json.appendQuoted(id, text);
    prepared.writeTo(text.append(word.behindId));
    return text.append(END).text();
  }

  Outgoing payload(Object payload) {
    members.put("payload", payload);
    return this;
  }

  /// The text of the message, as UTF-8.
  ///
  /// @throws IllegalArgumentException if the payload is not JSON
  byte[] text() {
    Utf8 text = new Utf8(Json.length(members));
    Json.append(members, text);
    return text.text();
  }
}
