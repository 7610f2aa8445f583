package io.buddychat.domain.core;

/// Makes the keys of new things, before any of them is stored.
///
/// Keys are positive, never repeat, and grow with time, so that what is made together lies together
/// in an index. Nothing may rely on their order: clocks differ between nodes.
@FunctionalInterface
public interface Ids {

  long next();
}
