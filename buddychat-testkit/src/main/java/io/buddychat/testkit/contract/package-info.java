/// What every [io.buddychat.domain.Store] must do, as tests to inherit: a store that passes
/// [io.buddychat.testkit.contract.StoreContract] can carry BuddyChat.
///
/// ```java
/// class MyStoreTest implements StoreContract {
///   private final Store store = new MyStore(...);
///
///   public Store store() {
///     return store;
///   }
/// }
/// ```
///
/// Contracts named after a port (`UsersContract`) look at that port; the others
/// (`AccountsContract`, `CopyPerUserContract`, `InboxContract`, `ModelContract`) look at BuddyChat
/// as a whole upon the store. Each can also be inherited by itself. They need JUnit and AssertJ,
/// which whoever runs them brings.
///
/// ## Why the behaviour is a contract too
///
/// A store takes part in the rules: it locks, numbers, counts and destroys. So each rule is tried
/// on each store, not only on the one that is quickest to test.
@NullMarked
package io.buddychat.testkit.contract;

import org.jspecify.annotations.NullMarked;
