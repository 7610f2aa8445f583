package io.buddychat.graphql;

import io.buddychat.graphql.Hooks.AroundOperation;
import io.buddychat.graphql.Hooks.Operation;
import io.buddychat.graphql.ws.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Runs an operation within the hooks that stand around it.
record Around(List<AroundOperation> hooks) {

  /// @param core runs the operation itself
  /// @param refused told when the hooks answered, or failed, without running it
  Outcome run(Operation operation, Supplier<Outcome> core, Runnable refused) {
    if (hooks.isEmpty()) {
      return core.get();
    }
    AtomicBoolean ran = new AtomicBoolean();
    Supplier<Outcome> rest =
        () -> {
          ran.set(true);
          return core.get();
        };
    for (AroundOperation hook : hooks.reversed()) {
      Supplier<Outcome> inner = once(rest);
      rest = () -> Objects.requireNonNull(hook.around(operation, inner), "a hook gave no outcome");
    }
    try {
      return rest.get();
    } finally {
      if (!ran.get()) {
        refused.run();
      }
    }
  }

  /// A mutation must not happen twice by somebody's mistake.
  private static Supplier<Outcome> once(Supplier<Outcome> rest) {
    AtomicBoolean called = new AtomicBoolean();
    return () -> {
      if (called.getAndSet(true)) {
        throw new IllegalStateException("a hook ran its operation twice");
      }
      return rest.get();
    };
  }
}
