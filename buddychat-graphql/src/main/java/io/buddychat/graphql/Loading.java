package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What one operation, or one batch of events, looks up: each thing once, and many with one
/// statement.
///
/// It forgets everything with the operation: what is read is never older than the request. It is
/// for one thread at a time.
final class Loading {

  private final Loaders.From from;
  private final List<Batch<?, ?>> batches = new ArrayList<>(3);

  private Loading(Loaders.From from) {
    this.from = from;
  }

  /// Looks everything up in the store, in the name of whoever the request is of.
  static Loading of(BuddyChat chat, RequestContext context) {
    return new Loading(new Loaders.From(chat, context, Known.stored(chat)));
  }

  /// Looks everything up in the store.
  static Loading of(BuddyChat chat, Connection connection) {
    return of(chat, connection, Known.stored(chat));
  }

  /// @param known where messages, their attachments and people are looked up
  static Loading of(BuddyChat chat, Connection connection, Known known) {
    return new Loading(new Loaders.From(chat, RequestContext.of(connection), known));
  }

  /// The same, with nothing looked up yet.
  Loading anew() {
    return new Loading(from);
  }

  <K, V> Later<V> load(Loaders.Name<K, V> name, K key) {
    Batch<K, V> batch = batch(name);
    batch.want(key);
    batch.asked = true;
    return () -> batch.value(key);
  }

  /// Has this key read together with the first that is asked for, if any ever is.
  <K, V> void foresee(Loaders.Name<K, V> name, K key) {
    batch(name).want(key);
  }

  /// Says what would be found under this key: it is not looked up.
  <K, V> void tell(Loaders.Name<K, V> name, K key, V value) {
    batch(name).known.put(key, () -> value);
  }

  /// Reads what was asked for and is not known yet.
  void read() {
    for (Batch<?, ?> batch : batches) {
      if (batch.asked) {
        batch.read();
      }
    }
  }

  @SuppressWarnings("unchecked") // a batch is kept under the name it was made for
  private <K, V> Batch<K, V> batch(Loaders.Name<K, V> name) {
    for (Batch<?, ?> batch : batches) {
      if (batch.name == name) {
        return (Batch<K, V>) batch;
      }
    }
    Batch<K, V> batch = new Batch<>(name);
    batches.add(batch);
    return batch;
  }

  /// What is looked up under one name.
  private final class Batch<K, V> {

    private final Loaders.Name<K, V> name;
    private final Map<K, Later<V>> known = new HashMap<>();
    private Set<K> wanted = new HashSet<>();
    private boolean asked;

    Batch(Loaders.Name<K, V> name) {
      this.name = name;
    }

    void want(K key) {
      if (!known.containsKey(key)) {
        wanted.add(key);
      }
    }

    /// Who could not be read for once is not tried again.
    void read() {
      asked = false;
      if (wanted.isEmpty()) {
        return;
      }
      Set<K> keys = wanted;
      wanted = new HashSet<>();
      try {
        Function<K, V> found = name.reading().of(from, keys);
        for (K key : keys) {
          V value = found.apply(key);
          known.put(key, () -> value);
        }
      } catch (RuntimeException e) {
        for (K key : keys) {
          known.put(
              key,
              () -> {
                throw e;
              });
        }
      }
    }

    V value(K key) {
      Later<V> value = known.get(key);
      if (value == null) {
        read();
        return value(key);
      }
      return value.get();
    }
  }
}
