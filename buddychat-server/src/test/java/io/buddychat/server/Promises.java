package io.buddychat.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of promises, and of the tests that show them.
final class Promises {

  private static final Pattern NOT_YET =
      Pattern.compile("not yet: (?:type (?<type>\\w+)|field (?<of>\\w+)\\.(?<field>\\w+))");

  /// A line of the table.
  ///
  /// @param number a letter and a number, as in B58
  /// @param shownBy tests, or what has to be built first
  record Promise(String number, String text, String shownBy, String ourWay) {

    boolean isPending() {
      return NOT_YET.matcher(shownBy).matches();
    }

    /// The tests it names.
    List<String> tests() {
      return List.of(shownBy.split(", ", -1));
    }
  }

  private final List<Promise> promises;

  private Promises(List<Promise> promises) {
    this.promises = List.copyOf(promises);
  }

  /// Reads the rows of a Markdown table whose first cell is a number.
  static Promises read(String markdown) {
    List<Promise> promises = new ArrayList<>();
    markdown
        .lines()
        .filter(line -> line.matches("\\| [A-Z]\\d.*"))
        .forEach(
            line -> {
              String[] cells = line.split("\\|", -1);
              if (cells.length != 6) {
                throw new IllegalArgumentException("not a line of four cells: " + line);
              }
              promises.add(
                  new Promise(
                      cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()));
            });
    return new Promises(promises);
  }

  /// Those that no test can show yet.
  List<Promise> pending() {
    return promises.stream().filter(Promise::isPending).toList();
  }

  /// Everything that is wrong with the table, a sentence each.
  ///
  /// @param howMany the letters there are, and how many promises each has
  /// @param schema the schema as it is now
  List<String> complaints(Map<String, Integer> howMany, SourceTree tests, String schema) {
    List<String> complaints = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    promises.forEach(promise -> seen.merge(promise.number(), 1, Integer::sum));
    TreeSet<String> expected = new TreeSet<>();
    howMany.forEach(
        (letter, count) ->
            IntStream.rangeClosed(1, count).forEach(number -> expected.add(letter + number)));
    for (String number : expected) {
      int times = seen.getOrDefault(number, 0);
      if (times != 1) {
        complaints.add("%s is there %d times, not once.".formatted(number, times));
      }
    }
    seen.keySet().stream()
        .filter(number -> !expected.contains(number))
        .forEach(number -> complaints.add("%s is no promise.".formatted(number)));
    for (Promise promise : promises) {
      if (promise.text().isEmpty()) {
        complaints.add("%s does not say what is promised.".formatted(promise.number()));
      }
      complaints(promise, tests, schema)
          .map(what -> "%s: %s.".formatted(promise.number(), what))
          .forEach(complaints::add);
    }
    return complaints;
  }

  private static Stream<String> complaints(Promise promise, SourceTree tests, String schema) {
    if (!promise.isPending()) {
      return promise.tests().stream().flatMap(test -> tests.complaint(test).stream());
    }
    return isThere(promise, schema)
        ? Stream.of(
            "%s is there now; name the tests that show it"
                .formatted(promise.shownBy().replaceFirst("^not yet: ", "")))
        : Stream.of();
  }

  private static boolean isThere(Promise promise, String schema) {
    Matcher what = NOT_YET.matcher(promise.shownBy());
    if (!what.matches()) {
      return false;
    }
    String field = what.group("field");
    String type = field == null ? what.group("type") : what.group("of");
    Matcher definition = Pattern.compile("(?ms)^type %s .*?^\\}".formatted(type)).matcher(schema);
    return definition.find()
        && (field == null
            || Pattern.compile("(?m)^  %s\\b".formatted(field)).matcher(definition.group()).find());
  }
}
