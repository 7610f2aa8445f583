package io.buddychat.persistence;

import io.buddychat.domain.Store;
import io.buddychat.testkit.contract.AtomicityContract;
import org.junit.jupiter.api.Nested;

/// Trouble before each single SQL statement of each command.
class FaultTest {

  /// A store on which the running test can let something go wrong.
  abstract static class Faulty implements AtomicityContract {

    private Runnable step = () -> {};
    private final JdbiStore store;

    Faulty(String url) {
      store = JdbiStore.open(JdbiStore.Options.of(url).onStatement(sql -> step.run()));
    }

    @Override
    public Store store() {
      return store;
    }

    @Override
    public Store troubled(Runnable newStep) {
      step = newStep;
      return store;
    }
  }

  @Nested
  class OnH2 extends Faulty {
    OnH2() {
      super(Databases.h2());
    }
  }

  @Nested
  class OnPostgres extends Faulty {
    OnPostgres() {
      super(Databases.postgres());
    }
  }
}
