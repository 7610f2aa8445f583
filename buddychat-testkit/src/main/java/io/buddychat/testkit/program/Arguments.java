package io.buddychat.testkit.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind a program's name: `--name value` pairs.
public final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /// @param names those that there are, with their dashes
  /// @throws Wrong if another one is given, or one without a value
  public static Arguments of(String[] arguments, List<String> names) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!names.contains(arguments[i])) {
        throw new Wrong(arguments[i] + ": there is no such argument, see --help");
      }
      if (i + 1 == arguments.length) {
        throw new Wrong(arguments[i] + ": the value is missing");
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    return new Arguments(values);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// @throws Wrong if there is a value and it is no number above zero
  public double number(String name, double otherwise) {
    try {
      double number = text(name).map(Double::parseDouble).orElse(otherwise);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As bad as zero.
    }
    throw new Wrong(name + ": must be a number above zero");
  }

  public int count(String name, int otherwise) {
    return Math.max(1, (int) number(name, otherwise));
  }

  /// One of a few values.
  public String choice(String name, List<String> choices) {
    String value = text(name).orElse(choices.get(0));
    if (choices.contains(value)) {
      return value;
    }
    throw new Wrong(name + ": must be one of " + String.join(", ", choices));
  }

  /// An argument that cannot be used; the message names it, in one line.
  public static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Wrong(String message) {
      super(message);
    }
  }
}
