package io.buddychat.server;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A store in which every look into a mailbox takes at least this long.
record SlowStore(Store kept, Duration least) implements Store {

  @Override
  public Mailboxes mailboxes() {
    long until = System.nanoTime() + least.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
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
