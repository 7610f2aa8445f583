package io.buddychat.testkit.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// JSON, read and written.
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /// Nothing if it is no JSON.
  static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be said in JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// A document with its variables, as every transport sends it.
  static JsonNode request(String document, Map<String, ?> variables) {
    return MAPPER.valueToTree(Map.of("query", document, "variables", variables));
  }

  static String text(JsonNode object, String field) {
    return object.path(field).asText();
  }

  static Instant time(JsonNode object, String field) {
    return Instant.parse(text(object, field));
  }

  /// What stands there, unless it is null or missing.
  static <T> Optional<T> maybe(JsonNode object, String field, Function<JsonNode, T> reading) {
    JsonNode value = object.path(field);
    return value.isNull() || value.isMissingNode()
        ? Optional.empty()
        : Optional.of(reading.apply(value));
  }

  static Optional<String> maybeText(JsonNode object, String field) {
    return maybe(object, field, JsonNode::asText);
  }

  static Optional<Instant> maybeTime(JsonNode object, String field) {
    return maybe(object, field, value -> Instant.parse(value.asText()));
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> reading) {
    List<T> list = new ArrayList<>();
    array.forEach(each -> list.add(reading.apply(each)));
    return List.copyOf(list);
  }
}
