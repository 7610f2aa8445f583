package io.buddychat.testkit.contract;

import io.buddychat.domain.Store;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Lobby;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.core.ConversationId;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.user.UserId;
import io.buddychat.testkit.memory.ForwardingStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A store whose transactions can be held up, so that commands gather behind them; it notes what
/// each transaction writes, and fails when told to.
final class HeldUpStore implements ForwardingStore, UnitOfWork, Conversations {

  private final Store store;
  private final List<Changes> written = Collections.synchronizedList(new ArrayList<>());

  /// What the thread's own transaction has written, or its last one.
  private final ThreadLocal<List<Changes>> mine = ThreadLocal.withInitial(ArrayList::new);

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Consumer<Changes> beforeWriting = changes -> {};
  private volatile Consumer<Changes> afterCommit = changes -> {};

  HeldUpStore(Store store) {
    this.store = store;
  }

  @Override
  public Store kept() {
    return store;
  }

  /// From now on, transactions stop before they begin.
  void hold() {
    gate = new CountDownLatch(1);
  }

  /// Those that stopped stay where they are, and nobody else stops any more.
  ///
  /// @return lets them go on
  Runnable letOthersPass() {
    CountDownLatch closed = gate;
    gate = new CountDownLatch(0);
    return closed::countDown;
  }

  /// Those that stopped go on, and nobody stops any more.
  void letGo() {
    written.clear();
    gate.countDown();
  }

  /// What has been written since then, in the order of the transactions.
  List<Changes> written() {
    return List.copyOf(written);
  }

  /// Does this before each writing, inside of the transaction.
  void beforeWriting(Consumer<Changes> action) {
    beforeWriting = action;
  }

  /// Does this after each commit of something written, before anybody hears of it.
  void afterCommit(Consumer<Changes> action) {
    afterCommit = action;
  }

  @Override
  public <T> T execute(Supplier<T> work) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (isRunning()) {
      return store.unitOfWork().execute(work);
    }
    List<Changes> now = mine.get();
    T result =
        store
            .unitOfWork()
            .execute(
                () -> {
                  now.clear();
                  return work.get();
                });
    now.forEach(afterCommit);
    return result;
  }

  @Override
  public boolean isRunning() {
    return store.unitOfWork().isRunning();
  }

  @Override
  public void afterCommit(Runnable task) {
    store.unitOfWork().afterCommit(task);
  }

  @Override
  public List<Optional<Room>> load(List<Scope> scopes) {
    return store.conversations().load(scopes);
  }

  @Override
  public void write(Changes changes) {
    beforeWriting.accept(changes);
    store.conversations().write(changes);
    written.add(changes);
    mine.get().add(changes);
  }

  @Override
  public Map<UserId, Long> lockMailboxes(Collection<UserId> owners) {
    return store.conversations().lockMailboxes(owners);
  }

  @Override
  public List<Copy> pair(UserId one, UserId other) {
    return store.conversations().pair(one, other);
  }

  @Override
  public Optional<Lobby> lobby(ConversationId group, UserId guest) {
    return store.conversations().lobby(group, guest);
  }

  @Override
  public List<UserId> companions(UserId user) {
    return store.conversations().companions(user);
  }

  @Override
  public List<Room> loadAll(UserId owner) {
    return store.conversations().loadAll(owner);
  }

  @Override
  public void destroyMailbox(UserId owner) {
    store.conversations().destroyMailbox(owner);
  }

  @Override
  public UnitOfWork unitOfWork() {
    return this;
  }

  @Override
  public Conversations conversations() {
    return this;
  }
}
