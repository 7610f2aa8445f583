package io.buddychat.testkit.memory;

import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Rows by their key, as committed and as the running transaction sees them.
///
/// Rows never change; a changed row replaces the old one.
final class Table<K extends Comparable<K>, V> {

  private final Memory memory;
  private final NavigableMap<K, V> committed = new TreeMap<>();
  private final NavigableMap<K, V> working = new TreeMap<>();
  private final Set<K> touched = new HashSet<>();

  Table(Memory memory) {
    this.memory = memory;
  }

  /// The rows in the order of their keys, as the asking thread may see them.
  NavigableMap<K, V> rows() {
    return Collections.unmodifiableNavigableMap(memory.isRunning() ? working : committed);
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows().get(key));
  }

  V get(K key) {
    return find(key).orElseThrow(() -> new IllegalStateException("there is no " + key));
  }

  /// Adds a row whose key must be free.
  void insert(K key, V row) {
    if (working.containsKey(key)) {
      throw new IllegalStateException(key + " is there already");
    }
    put(key, row);
  }

  /// Replaces a row that must be there.
  void update(K key, V row) {
    if (!working.containsKey(key)) {
      throw new IllegalStateException("there is no " + key);
    }
    put(key, row);
  }

  void put(K key, V row) {
    memory.requireTransaction();
    touched.add(key);
    working.put(key, row);
  }

  void remove(K key) {
    memory.requireTransaction();
    touched.add(key);
    working.remove(key);
  }

  void commit() {
    copyTouched(working, committed);
  }

  void rollBack() {
    copyTouched(committed, working);
  }

  private void copyTouched(NavigableMap<K, V> from, NavigableMap<K, V> to) {
    for (K key : touched) {
      V row = from.get(key);
      if (row == null) {
        to.remove(key);
      } else {
        to.put(key, row);
      }
    }
    touched.clear();
  }
}
