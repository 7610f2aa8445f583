package io.buddychat.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Answers for many keys at once, in the order in which they were asked for. A key that is asked
/// for twice is looked up once; when none is asked for, the database is not asked.
final class Answers {

  private Answers() {}

  /// A row that belongs to a key; without a value it says only that there is such a key.
  record Keyed<K, T>(K key, Optional<T> value) {}

  /// @param fetch finds what there is for these keys
  /// @param key the key a thing was found by
  static <K, T> Map<K, T> of(
      Collection<K> keys, Function<List<K>, List<T>> fetch, Function<T, K> key) {
    List<K> wanted = distinct(keys);
    Map<K, T> found = new HashMap<>();
    if (!wanted.isEmpty()) {
      fetch.apply(wanted).forEach(each -> found.put(key.apply(each), each));
    }
    return inOrder(wanted, found);
  }

  /// The values of each key that there is, in the order in which they were found.
  static <K, T> Map<K, List<T>> lists(
      Collection<K> keys, Function<List<K>, List<Keyed<K, T>>> fetch) {
    List<K> wanted = distinct(keys);
    Map<K, List<T>> found = new HashMap<>();
    if (!wanted.isEmpty()) {
      for (Keyed<K, T> each : fetch.apply(wanted)) {
        List<T> list = found.computeIfAbsent(each.key(), key -> new ArrayList<>());
        each.value().ifPresent(list::add);
      }
    }
    return inOrder(wanted, found);
  }

  private static <K> List<K> distinct(Collection<K> keys) {
    return List.copyOf(new LinkedHashSet<>(keys));
  }

  private static <K, T> Map<K, T> inOrder(List<K> wanted, Map<K, T> found) {
    Map<K, T> answers = new LinkedHashMap<>();
    for (K each : wanted) {
      T answer = found.get(each);
      if (answer != null) {
        answers.put(each, answer);
      }
    }
    return answers;
  }
}
