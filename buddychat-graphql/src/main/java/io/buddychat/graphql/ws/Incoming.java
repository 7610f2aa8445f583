package io.buddychat.graphql.ws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client's message while it is being understood: a JSON object, asked for its parts one by one.
/// Each answer is of the right shape, or a [BadMessage]. Members nobody asks for are ignored.
///
/// One thing the protocol's description leaves open is settled here: an id is at most 256
/// characters long, because every frame of its operation repeats it.
record Incoming(Map<String, @Nullable Object> members) {

  private static final int LONGEST_ID = 256;

  static Incoming parse(String text) {
    return object(Json.read(text))
        .map(Incoming::new)
        .orElseThrow(() -> new BadMessage("Message must be a JSON object"));
  }

  String type() {
    return string(members.get("type"))
        .orElseThrow(() -> new BadMessage("Message must have a 'type'"));
  }

  String id() {
    String id =
        string(members.get("id"))
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new BadMessage("'id' must be a non-empty string"));
    if (id.length() > LONGEST_ID) {
      throw new BadMessage("'id' must be at most " + LONGEST_ID + " characters long");
    }
    return id;
  }

  /// The payload of a message that may do without.
  Optional<Map<String, @Nullable Object>> payload() {
    return optionalObject(members, "payload");
  }

  Map<String, @Nullable Object> payloadOrEmpty() {
    return payload().orElse(Map.of());
  }

  /// The payload of an operation. Its `query` may be missing only if there is a `documentId`, or
  /// `extensions`, which can name a stored document too; whether they do is for the world to say.
  WsRequest request() {
    Map<String, @Nullable Object> payload =
        payload().orElseThrow(() -> new BadMessage("'payload' must be an object"));
    Map<String, @Nullable Object> extensions =
        optionalObject(payload, "extensions").orElse(Map.of());
    Optional<String> query = optionalString(payload, "query");
    Optional<String> documentId = optionalString(payload, "documentId");
    if (query.isEmpty() && documentId.isEmpty() && extensions.isEmpty()) {
      throw new BadMessage("'query' must be a string");
    }
    return new WsRequest(
        query.orElse(""),
        documentId,
        optionalString(payload, "operationName"),
        optionalObject(payload, "variables").orElse(Map.of()),
        extensions);
  }

  private static Optional<Map<String, @Nullable Object>> optionalObject(
      Map<String, @Nullable Object> parent, String name) {
    Object value = parent.get(name);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        object(value).orElseThrow(() -> new BadMessage("'" + name + "' must be an object")));
  }

  private static Optional<String> optionalString(
      Map<String, @Nullable Object> parent, String name) {
    Object value = parent.get(name);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        string(value).orElseThrow(() -> new BadMessage("'" + name + "' must be a string")));
  }

  private static Optional<String> string(@Nullable Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Map<String, @Nullable Object>> object(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put((String) name, member));
    return Optional.of(members);
  }
}
