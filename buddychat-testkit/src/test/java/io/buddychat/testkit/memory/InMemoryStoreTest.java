package io.buddychat.testkit.memory;

import io.buddychat.domain.Store;
import io.buddychat.testkit.contract.StoreContract;

class InMemoryStoreTest implements StoreContract {

  private final Store store = new InMemoryStore();

  @Override
  public Store store() {
    return store;
  }

  /// Memory is quick.
  @Override
  public int histories() {
    return 2000;
  }
}
