package io.buddychat.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of `access.txt`: a field, how it is asked for, and what comes of it for each who may ask.
///
/// @param field the field as `Type.field`
/// @param document asks for it, with names for ids, see [Neighbourhood]
/// @param outcomes `ok`, `null` or a code
record AccessRule(String field, String document, Map<Asker, String> outcomes) {

  private static final Pattern HEADING = Pattern.compile("## (\\w+): (.*#.*)");
  private static final Pattern NAME = Pattern.compile("^\\w+");

  /// All of them, in their order.
  static List<AccessRule> all() {
    List<AccessRule> rules = new ArrayList<>();
    Optional<Matcher> heading = Optional.empty();
    for (String line : text().lines().toList()) {
      if (line.startsWith("##")) {
        Matcher found = HEADING.matcher(line);
        require(found.matches(), line);
        heading = Optional.of(found);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(rule(heading.orElseThrow(), line));
      }
    }
    return rules;
  }

  private static AccessRule rule(Matcher heading, String line) {
    List<String> cells = List.of(line.split(" +\\| +", -1));
    require(cells.size() == 1 + Asker.values().length, line);
    Map<Asker, String> outcomes = new EnumMap<>(Asker.class);
    Iterator<String> outcome = cells.listIterator(1);
    for (Asker asker : Asker.values()) {
      outcomes.put(asker, outcome.next());
    }
    Matcher name = NAME.matcher(cells.getFirst());
    require(name.find(), line);
    // A subscription needs the word; of the others only mutations do.
    String document = heading.group(2).replace("#", cells.getFirst());
    return new AccessRule(
        heading.group(1) + "." + name.group(),
        heading.group(1).equals("Subscription") ? "subscription " + document : document,
        outcomes);
  }

  /// The name of the field alone.
  String name() {
    return field.substring(field.indexOf('.') + 1);
  }

  boolean isSubscription() {
    return document.startsWith("subscription");
  }

  private static void require(boolean right, String line) {
    if (!right) {
      throw new IllegalArgumentException("access.txt does not understand: " + line);
    }
  }

  private static String text() {
    try (InputStream file =
        Objects.requireNonNull(AccessRule.class.getResourceAsStream("access.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
