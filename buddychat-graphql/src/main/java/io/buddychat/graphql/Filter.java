package io.buddychat.graphql;

import io.buddychat.domain.core.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client wants to see of a list: `filter`, which the schema checks, or `where`, the same as
/// a JSON object, which is checked here by the same rules. Whichever it was, it reads alike.
///
/// A member that is null is one that was not given.
final class Filter {

  /// What a member may be.
  enum Kind {
    FLAG("true or false", Boolean.class),
    TEXT("a text", String.class);

    private final String noun;
    private final Class<?> type;

    Kind(String noun, Class<?> type) {
      this.noun = noun;
      this.type = type;
    }
  }

  private static final String TYPED = "filter";
  private static final String JSON = "where";

  /// What can be told back as it was given: a name as the schema has them.
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,49}");

  private final Map<?, ?> given;

  private Filter(Map<?, ?> given) {
    this.given = given;
  }

  /// Reads the arguments `filter` and `where`, of which one may be given.
  ///
  /// @param members of the filter's type
  static Filter of(Call call, Map<String, Kind> members) {
    Optional<Object> typed = call.optional(TYPED);
    Optional<Object> json = call.optional(JSON);
    if (typed.isPresent() && json.isPresent()) {
      throw invalid(JSON, "Give either filter or where, not both.");
    }
    json.ifPresent(value -> check(value, members));
    return new Filter((Map<?, ?>) typed.or(() -> json).orElse(Map.of()));
  }

  private static void check(Object json, Map<String, Kind> members) {
    if (!(json instanceof Map<?, ?> object)) {
      throw invalid(JSON, "The filter must be a JSON object.");
    }
    object.forEach((key, value) -> check(String.valueOf(key), value, members));
  }

  private static void check(String key, @Nullable Object value, Map<String, Kind> members) {
    Kind kind = members.get(key);
    if (kind == null) {
      boolean name = NAME.matcher(key).matches();
      throw invalid(
          name ? key : JSON,
          "The filter has no member %s; it has %s."
              .formatted(
                  name ? key : "of such a name",
                  String.join(", ", new TreeSet<>(members.keySet()))));
    }
    if (value != null && !kind.type.isInstance(value)) {
      throw invalid(key, "In the filter, %s must be %s.".formatted(key, kind.noun));
    }
  }

  private static RuntimeException invalid(String field, String message) {
    return new Failure.InvalidInput(field, message).asException();
  }

  Optional<Boolean> flag(String member) {
    return Optional.ofNullable(given.get(member)).map(Boolean.class::cast);
  }

  Optional<String> text(String member) {
    return Optional.ofNullable(given.get(member)).map(String.class::cast);
  }
}
