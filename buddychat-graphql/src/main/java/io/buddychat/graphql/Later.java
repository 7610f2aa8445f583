package io.buddychat.graphql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What will be known once the [loaders][Loading] have read. Whoever asks earlier has them read at
/// once, for this alone.
@FunctionalInterface
interface Later<V> {

  /// What was read. Fails if it could not be read.
  V get();

  /// What is made of it once it is known.
  default <T> Later<@Nullable T> thenApply(Function<? super V, ? extends @Nullable T> then) {
    return () -> then.apply(get());
  }

  /// Has this run once it is known, or has failed.
  default Later<V> whenDone(Runnable then) {
    return () -> {
      try {
        return get();
      } finally {
        then.run();
      }
    };
  }
}
