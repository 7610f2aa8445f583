package io.buddychat.testkit.memory;

import io.buddychat.domain.Store;
import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;

/// A store in front of another one, which says only where it differs.
public interface ForwardingStore extends Store {

  /// The one behind it, as it is at the moment.
  Store kept();

  @Override
  default UnitOfWork unitOfWork() {
    return kept().unitOfWork();
  }

  @Override
  default Users users() {
    return kept().users();
  }

  @Override
  default Sessions sessions() {
    return kept().sessions();
  }

  @Override
  default Inboxes inboxes() {
    return kept().inboxes();
  }

  @Override
  default Attachments attachments() {
    return kept().attachments();
  }

  @Override
  default Conversations conversations() {
    return kept().conversations();
  }

  @Override
  default Mailboxes mailboxes() {
    return kept().mailboxes();
  }

  @Override
  default Retention retention() {
    return kept().retention();
  }
}
