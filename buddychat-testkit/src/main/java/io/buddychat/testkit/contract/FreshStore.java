package io.buddychat.testkit.contract;

import io.buddychat.domain.Store;
import org.junit.jupiter.api.AfterEach;

/// What all contracts need: a store.
public interface FreshStore {

  /// The store of the running test: empty at its beginning, and the same one until its end. It is
  /// closed then, if it can be closed.
  Store store();

  @AfterEach
  default void closeStore() throws Exception {
    if (store() instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
