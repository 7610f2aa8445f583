package io.buddychat.graphql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the engine found wrong with a value, in our words: its own repeat the value, and name the
/// classes of Java that hold it.
///
/// @param field the argument that has the value, if it is known
record Mistakes(String message, Optional<String> field) {

  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?s)Validation error \\([^)]*\\) : argument '(?<name>[^']*)' with value '.*'"
              + " (?:is not a valid '(?<type>[^']*)'.*|is missing required fields '(?<lacks>.*)'"
              + "|contains a field not in '(?<input>[^']*)': .*|(?<object>must be an object type)"
              + "|must not be null)");

  private static final Pattern VARIABLE =
      Pattern.compile("(?s)Variable '(?<name>[^']*)' has an invalid value: ?(?<why>.*)");

  /// How the engine says of which type a variable's value must be.
  private static final List<Pattern> EXPECTED =
      List.of(
          Pattern.compile("converted to type '(\\w+)'"),
          Pattern.compile("Expected an? (\\w+) input"),
          Pattern.compile("Invalid input for enum '(\\w+)'"));

  /// What is left, such as the default of a variable.
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(?:LinkedHashMap|HashMap|ArrayList|VariableReference"
              + "|(?:Array|Boolean|Enum|Float|Int|Null|Object|Scalar|String)Value)\\b");

  /// In our words where we have some.
  static Mistakes of(String message) {
    Matcher argument = ARGUMENT.matcher(message);
    if (argument.matches()) {
      String name = argument.group("name");
      return new Mistakes(
          "The argument `%s` %s.".formatted(name, rule(argument)), Optional.of(name));
    }
    Matcher variable = VARIABLE.matcher(message);
    Optional<String> type = variable.matches() ? expected(variable.group("why")) : Optional.empty();
    if (type.isPresent()) {
      return new Mistakes(
          "The variable `%s` must be %s.".formatted(variable.group("name"), type.get()),
          Optional.empty());
    }
    return new Mistakes(
        INSIDE.matcher(message).find() ? "A value is not of the type it must have." : message,
        Optional.empty());
  }

  private static String rule(Matcher argument) {
    if (argument.group("type") != null) {
      return "must be of the type " + argument.group("type");
    }
    if (argument.group("lacks") != null) {
      return "lacks required fields: " + argument.group("lacks");
    }
    if (argument.group("input") != null) {
      return "has a field that " + argument.group("input") + " has not";
    }
    return argument.group("object") != null ? "must be an input object" : "must not be null";
  }

  private static Optional<String> expected(String why) {
    if (why.contains("must be an instance of type 'Map'")) {
      return Optional.of("an input object");
    }
    if (why.contains("in the integer range")) {
      return Optional.of("of the type Int, within its range");
    }
    return EXPECTED.stream()
        .map(pattern -> pattern.matcher(why))
        .filter(Matcher::find)
        .map(found -> "of the type " + found.group(1))
        .findFirst();
  }
}
