package io.buddychat.domain;

import io.buddychat.domain.attachment.Attachments;
import io.buddychat.domain.conversation.Conversations;
import io.buddychat.domain.conversation.Mailboxes;
import io.buddychat.domain.core.UnitOfWork;
import io.buddychat.domain.inbox.Inboxes;
import io.buddychat.domain.retention.Retention;
import io.buddychat.domain.user.Sessions;
import io.buddychat.domain.user.Users;

/// Everything BuddyChat needs kept, from one hand: the ports below share their transactions.
///
/// The contracts in `buddychat-testkit` tell whether an implementation does it right.
public interface Store {

  UnitOfWork unitOfWork();

  Users users();

  Sessions sessions();

  Inboxes inboxes();

  Attachments attachments();

  Conversations conversations();

  Mailboxes mailboxes();

  Retention retention();
}
