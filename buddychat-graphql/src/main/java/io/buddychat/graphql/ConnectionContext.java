package io.buddychat.graphql;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What hooks keep of a connection, as long as it lasts: nobody else reads it.
///
/// ```java
/// static final ConnectionContext.Key<Tenant> TENANT = ConnectionContext.Key.of(Tenant.class);
/// connection.context().put(TENANT, tenant);
/// ```
///
/// May be used by many threads.
public final class ConnectionContext {

  private final Map<Key<?>, Object> values = new ConcurrentHashMap<>();

  ConnectionContext() {}

  /// Under which something is kept. Each one made is different from all others.
  public static final class Key<T> {

    private final Class<T> type;

    private Key(Class<T> type) {
      this.type = type;
    }

    public static <T> Key<T> of(Class<T> type) {
      return new Key<>(type);
    }
  }

  public <T> Optional<T> get(Key<T> key) {
    return Optional.ofNullable(values.get(key)).map(key.type::cast);
  }

  /// Keeps it instead of what was kept before.
  public <T> void put(Key<T> key, T value) {
    values.put(key, key.type.cast(value));
  }

  public void remove(Key<?> key) {
    values.remove(key);
  }
}
