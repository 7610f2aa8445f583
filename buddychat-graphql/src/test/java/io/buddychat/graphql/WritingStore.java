package io.buddychat.graphql;

import io.buddychat.domain.Store;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.testkit.memory.ForwardingStore;

/// A store in which something happens whenever a mailbox is about to be read: the worst moment for
/// whoever reads the head of the log and the state one after the other.
final class WritingStore implements ForwardingStore {

  private final Store kept;
  private volatile Runnable happening = () -> {};

  WritingStore(Store kept) {
    this.kept = kept;
  }

  @Override
  public Store kept() {
    return kept;
  }

  void beforeEachReadOfAMailbox(Runnable newHappening) {
    happening = newHappening;
  }

  @Override
  public Mailboxes mailboxes() {
    Runnable now = happening;
    happening = () -> {};
    now.run();
    happening = now;
    return kept.mailboxes();
  }
}
