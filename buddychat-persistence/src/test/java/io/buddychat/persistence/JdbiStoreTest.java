package io.buddychat.persistence;

import io.buddychat.domain.Store;
import io.buddychat.testkit.contract.StoreContract;
import io.buddychat.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// Each database, held against everything a store must do.
class JdbiStoreTest {

  @Nested
  class OnH2 implements StoreContract {

    private final Store store =
        JdbiStore.open(JdbiStore.Options.of("jdbc:h2:mem:" + UUID.randomUUID()));

    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class OnH2File implements StoreContract {

    private final Store store;

    OnH2File(@TempDir Path folder) {
      store = JdbiStore.open(JdbiStore.Options.of("jdbc:h2:" + folder.resolve("buddychat")));
    }

    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class OnPostgres implements StoreContract {

    private final Store store =
        JdbiStore.open(JdbiStore.Options.of(TestPostgres.freshDatabase()).poolSize(8));

    @Override
    public Store store() {
      return store;
    }
  }
}
