package io.buddychat.graphql;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;

/// A store in which something happens whenever a mailbox is about to be read: the worst moment for
/// whoever reads the head of the log and the state one after the other.
final class WritingStore implements Store {

  private final Store kept;
  private volatile Runnable happening = () -> {};

  WritingStore(Store kept) {
    this.kept = kept;
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

  @Override
  public UnitOfWork unitOfWork() {
    return kept.unitOfWork();
  }

  @Override
  public Users users() {
    return kept.users();
  }

  @Override
  public Sessions sessions() {
    return kept.sessions();
  }

  @Override
  public Conversations conversations() {
    return kept.conversations();
  }

  @Override
  public Inboxes inboxes() {
    return kept.inboxes();
  }

  @Override
  public Attachments attachments() {
    return kept.attachments();
  }

  @Override
  public Retention retention() {
    return kept.retention();
  }
}
