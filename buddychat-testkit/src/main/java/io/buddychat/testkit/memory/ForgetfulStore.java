package io.buddychat.testkit.memory;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.UserId;
import io.buddychat.domain.user.Users;
import java.util.List;

/// A store whose logs can be made to forget their beginning.
public final class ForgetfulStore implements Store {

  private final Store kept;
  private volatile long horizon;

  public ForgetfulStore(Store kept) {
    this.kept = kept;
  }

  /// From now on no log has entries up to this number.
  public void forgetUpTo(long number) {
    horizon = number;
  }

  @Override
  public Inboxes inboxes() {
    return new Inboxes() {
      @Override
      public List<Entry> read(UserId owner, long after, int limit) {
        return kept.inboxes().read(owner, Math.max(after, horizon), limit);
      }

      @Override
      public Bounds bounds(UserId owner) {
        return new Bounds(horizon, kept.inboxes().bounds(owner).head());
      }
    };
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
  public Mailboxes mailboxes() {
    return kept.mailboxes();
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
